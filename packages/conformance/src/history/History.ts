import type { Commit, DialogueId, PartitionStore, RecordKey } from '@colloquy/core';
import { withoutDialogue } from '../judge/Finding.ts';
import type { Answered, Operation } from './Operation.ts';

/**
 * Records what clients call and what they are answered, in one order of beginnings and ends. Of the calls that fail only commits
 * are kept: a failed read says nothing about the data.
 */
export class History {
  readonly #operations: Operation[] = [];
  readonly #open = new Map<number, { client: string; id: DialogueId; begin: number; commit: Commit }>();
  #clock = 0;

  /** Everything so far; commits without an end are there as unanswered. */
  get operations(): readonly Operation[] {
    const unanswered = [...this.#open.values()].map(({ commit, ...rest }): Operation => {
      return { ...rest, end: Infinity, call: { method: 'commit', commit, error: undefined } };
    });
    return [...this.#operations, ...unanswered];
  }

  /** A client whose calls are recorded. */
  client(name: string, store: PartitionStore): RecordedClient {
    const record = async (id: DialogueId, call: () => Promise<Answered>): Promise<void> => {
      const begin = ++this.#clock;
      const answered = await call();
      this.#operations.push({ client: name, id, begin, end: ++this.#clock, call: answered });
    };
    return {
      head: (id) => record(id, async () => ({ method: 'head', answer: await store.head(id) })),
      get: (id, keys) => record(id, async () => ({ method: 'get', keys, answer: await store.get(id, keys) })),
      last: (id, prefix) =>
        record(id, async () => ({ method: 'last', prefix, answer: (await store.last(id, prefix))?.key })),
      load: (id) => record(id, async () => ({ method: 'load', answer: await store.load(id) })),
      log: (id, from, limit) =>
        record(id, async () => ({ method: 'log', from, limit, answer: await store.log(id, from, limit) })),
      settle: (id) => record(id, async () => ({ method: 'settle', answer: await store.settle(id) })),
      commit: (id, commit) => this.#commit(name, store, id, commit),
    };
  }

  async #commit(client: string, store: PartitionStore, id: DialogueId, commit: Commit): Promise<Answered | undefined> {
    const begin = ++this.#clock;
    this.#open.set(begin, { client, id, begin, commit });
    try {
      const answer = withoutDialogue(await store.commit(id, commit)) as Extract<
        Answered,
        { method: 'commit' }
      >['answer'];
      const call: Answered = { method: 'commit', commit, answer };
      this.#operations.push({ client, id, begin, end: ++this.#clock, call });
      return call;
    } catch (error) {
      this.#operations.push({ client, id, begin, end: ++this.#clock, call: { method: 'commit', commit, error } });
      return undefined;
    } finally {
      this.#open.delete(begin);
    }
  }
}

/** The calls of the trait, recorded. What they answer is judged later, from the history. */
export interface RecordedClient {
  head(id: DialogueId): Promise<void>;
  get(id: DialogueId, keys: readonly RecordKey[]): Promise<void>;
  last(id: DialogueId, prefix: string): Promise<void>;
  load(id: DialogueId): Promise<void>;
  log(id: DialogueId, from: number, limit: number): Promise<void>;
  settle(id: DialogueId): Promise<void>;
  /** Undefined when it was rejected. */
  commit(id: DialogueId, commit: Commit): Promise<Answered | undefined>;
}
