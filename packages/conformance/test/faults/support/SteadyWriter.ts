import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DialogueId, DialogueStore } from '@colloquy/core';

/** What a request asked for: records of the dialogue, its log, its chunks, or what its command says. */
export type Asked = string;

function askedOf(command: object): Asked {
  const name = command.constructor.name.replace('Command', '');
  if (name !== 'Query') return name;
  const { input } = command as {
    readonly input: { readonly ExpressionAttributeValues: { readonly ':pk': { readonly S: string } } };
  };
  const [kind = ''] = input.ExpressionAttributeValues[':pk'].S.split('#');
  return kind === 'dialogue' ? 'records' : kind;
}

/** Notes every request of a client, and does something before each but the first: so others are at work between every two. */
export function between(client: DynamoDBClient, act: (requests: number) => Promise<void>): readonly Asked[] {
  const asked: Asked[] = [];
  const send = client.send.bind(client) as (command: object, options?: object) => Promise<unknown>;
  Object.assign(client, {
    send: async (command: object, options?: object) => {
      if (asked.length > 0) await act(asked.length);
      asked.push(askedOf(command));
      return send(command, options);
    },
  });
  return asked;
}

/** Lets a client make one request after the other, each when somebody says so. */
export class Turnstile {
  readonly #queue: (() => Promise<void>)[] = [];
  #arrived = Promise.withResolvers<void>();
  #isOver = false;

  constructor(client: DynamoDBClient) {
    const send = client.send.bind(client) as (command: object, options?: object) => Promise<unknown>;
    Object.assign(client, {
      send: async (command: object, options?: object) => {
        const { promise, resolve } = Promise.withResolvers<unknown>();
        this.#queue.push(async () => {
          const answer = send(command, options);
          resolve(answer);
          await answer.catch(() => undefined);
        });
        this.#arrived.resolve();
        return promise;
      },
    });
  }

  /** Nothing more will be asked for. */
  end(): void {
    this.#isOver = true;
    this.#arrived.resolve();
  }

  /** Lets the next request through, when it is there, and waits for its answer. */
  async turn(): Promise<void> {
    if (this.#isOver) return;
    await this.#arrived.promise;
    const next = this.#queue.shift();
    if (this.#queue.length === 0 && !this.#isOver) this.#arrived = Promise.withResolvers();
    await next?.();
  }
}

/** An item that can be moved on once. */
export interface Movable {
  readonly target: string;
  readonly status: string;
}

/** Changes a dialogue whenever told to. */
export class SteadyWriter {
  readonly #store: DialogueStore;
  readonly #id: DialogueId;
  readonly #items: Movable[];
  #root = 0;
  #other = 0;

  /** @param items - one for every third commit anywhere */
  constructor(store: DialogueStore, id: DialogueId, items: readonly Movable[]) {
    this.#store = store;
    this.#id = id;
    this.#items = [...items];
  }

  /** One commit: the root, and its next event. */
  async root(): Promise<void> {
    this.#root += 1;
    await this.#store.setDialogueStatus(this.#id, { status: this.#root % 2 === 1 ? 'converging' : 'open' });
  }

  /** One commit somewhere: a remark, an item, a score. */
  async anywhere(): Promise<void> {
    const at = this.#other++;
    const reason = `At ${at}.`;
    const item = at % 3 === 1 ? this.#items.shift() : undefined;
    if (item !== undefined) await this.#store.transitionItem(this.#id, { ...item, actors: ['muffin'], reason });
    else if (at % 3 === 2) await this.#store.scoreExpert(this.#id, { expert: 'muffin', round: 0, score: at });
    else await this.#store.commentTension(this.#id, { target: 'T0001', reason });
  }
}
