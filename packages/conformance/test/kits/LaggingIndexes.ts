import { randomBytes } from 'node:crypto';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DynamoDBClient,
  PutItemCommand,
  type AttributeValue,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { dynamoConfig } from '@colloquy/engines';
import { secondaryIndexes, tableDefinition } from '@colloquy/store-dynamo';
import { Dice } from '../../src/processes/Dice.ts';

type Item = Record<string, AttributeValue>;

interface Write {
  /** What is written: writes of one item keep their order. */
  readonly name: string;
  /** Queries of indexes after which it is there. */
  readonly due: number;
  readonly apply: (table: string) => Promise<unknown>;
}

interface Input {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly Item?: Item;
  readonly TransactItems?: readonly TransactWriteItem[];
}

const keyFields: ReadonlySet<string> = new Set(Object.values(secondaryIndexes).map((index) => index.partitionKey));

/** Fewest queries of indexes that do not see a write: more than any one question sends. Then up to so many again, by the dice. */
const leastLag = 60;
const moreLag = 60;

/**
 * Indexes that are behind, which those of the engine never are: items reach a second table of the same form later and each by itself,
 * and there every query of an index is answered, by the real engine. Put into the middleware of real clients; what is not a query of
 * an index goes where it was going.
 */
export class LaggingIndexes {
  readonly #table = `lagging-${randomBytes(8).toString('hex')}`;
  readonly #client = new DynamoDBClient(dynamoConfig());
  readonly #dice: Dice;
  /** Items that are, or were, in an index. Nobody can miss another one. */
  readonly #indexed = new Set<string>();
  #queue: readonly Write[] = [];
  #asked = 0;
  #applied: Promise<void> = Promise.resolve();

  private constructor(seed: number) {
    this.#dice = new Dice(seed);
  }

  static async open(seed: number): Promise<LaggingIndexes> {
    const lagging = new LaggingIndexes(seed);
    await lagging.#client.send(new CreateTableCommand(tableDefinition(lagging.#table)));
    return lagging;
  }

  /** Puts it into the way of a client. */
  attach(client: DynamoDBClient): void {
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          // The inputs of all commands, of which these fields are looked at.
          const input = args.input as Input;
          if (commandName === 'QueryCommand' && input.IndexName !== undefined) {
            this.#asked += 1;
            await this.#apply((write) => write.due <= this.#asked);
            return next({ ...args, input: { ...args.input, TableName: this.#table } });
          }
          const result = await next(args);
          this.#remember(commandName === 'PutItemCommand' ? [{ Put: input as never }] : (input.TransactItems ?? []));
          return result;
        },
      { step: 'initialize' },
    );
  }

  /** Everything shows now. */
  async catchUp(): Promise<void> {
    await this.#apply(() => true);
  }

  async close(): Promise<void> {
    await this.#applied;
    await this.#client.send(new DeleteTableCommand({ TableName: this.#table }));
    this.#client.destroy();
  }

  #remember(actions: readonly TransactWriteItem[]): void {
    for (const { Put, Delete } of actions) {
      const key = Put?.Item ?? Delete?.Key;
      if (key === undefined) continue;
      const name = `${key['pk']?.S}/${key['sk']?.S}`;
      if (Object.keys(Put?.Item ?? {}).some((field) => keyFields.has(field))) this.#indexed.add(name);
      if (!this.#indexed.has(name)) continue;
      const before = this.#queue.findLast((write) => write.name === name)?.due ?? 0;
      const due = Math.max(before, this.#asked + leastLag + this.#dice.below(moreLag));
      const apply = (TableName: string): Promise<unknown> =>
        Put === undefined
          ? this.#client.send(new DeleteItemCommand({ TableName, Key: key }))
          : this.#client.send(new PutItemCommand({ TableName, Item: key }));
      this.#queue = [...this.#queue, { name, due, apply }];
    }
  }

  /** One after the other, also where several queries make them due. */
  #apply(isDue: (write: Write) => boolean): Promise<void> {
    const due = this.#queue.filter(isDue);
    this.#queue = this.#queue.filter((write) => !isDue(write));
    const before = this.#applied;
    const applying = async (): Promise<void> => {
      await before;
      for (const write of due) await write.apply(this.#table);
    };
    return (this.#applied = applying());
  }
}
