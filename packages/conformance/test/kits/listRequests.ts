import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';

type Key = Readonly<Record<string, AttributeValue>>;

interface Placed {
  readonly Key?: Key;
  readonly Item?: Key;
}

/** The inputs of all commands, of which these fields are looked at. */
interface Input extends Placed {
  readonly IndexName?: string;
  readonly Select?: string;
  readonly ExpressionAttributeValues?: Key;
  readonly ExclusiveStartKey?: Key;
  readonly TransactItems?: readonly Readonly<Record<string, Placed>>[];
  readonly RequestItems?: Readonly<Record<string, readonly Readonly<Record<string, Placed>>[]>>;
}

/**
 * The requests of a client from now on, in the order in which they leave it: seen after what retries them, so that each attempt is one. A
 * line names command and keys, and no table.
 */
export function listRequests(client: DynamoDBClient): string[] {
  const requests: string[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const line = `${String(commandName).replace(/Command$/, '')} ${subjectOf(args.input as Input)}`;
        // The upper end of a range is a character that nobody can see.
        requests.push(line.replaceAll(/[^\x20-\x7e]/g, '?').trimEnd());
        return next(args);
      },
    // The last step before the wire; retries are made in the one before.
    { step: 'deserialize', priority: 'low' },
  );
  return requests;
}

function subjectOf(input: Input): string {
  const placed = placedIn(input);
  const [first, ...more] = placed.map(({ Key, Item }) => textOf(Key ?? Item ?? {}));
  if (first !== undefined) {
    return more.length === 0 ? first : `${placed.length} items: ${first} to ${more.at(-1) ?? ''}`;
  }
  const { IndexName, Select, ExpressionAttributeValues: values = {}, ExclusiveStartKey: start } = input;
  const wanted = Object.entries(values).map(([name, { S = '' }]) => (name === ':pk' ? S : `${name.slice(1)} ${S}`));
  return [IndexName, Select, ...wanted, ...(start === undefined ? [] : [`from ${textOf(start)}`])]
    .filter((part) => part !== undefined)
    .join(' ');
}

function placedIn(input: Input): readonly Placed[] {
  if (input.Key !== undefined || input.Item !== undefined) return [input];
  const steps = [...(input.TransactItems ?? []), ...Object.values(input.RequestItems ?? {}).flat()];
  return steps.flatMap((step) => Object.values(step));
}

function textOf({ pk, sk }: Key): string {
  return `${pk?.S ?? ''} ${sk?.S ?? ''}`.trim();
}
