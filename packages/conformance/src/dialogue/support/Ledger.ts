import type { Commit, Digest, PartitionStore, RecordKey, ScopedLoad, ScopedRead } from '@colloquy/core';
import { intercept } from './intercept.ts';

/** A state that a caller was shown: the records under the keys it asked for, absent ones left out. */
export interface Shown {
  /** n of the head, 0 without one. */
  readonly n: number;
  /** `all` for a load. */
  readonly asked: ReadonlySet<RecordKey> | 'all';
  readonly digests: ReadonlyMap<RecordKey, Digest>;
}

export type Counts = { readonly [M in keyof PartitionStore]: number };

const none: Counts = { head: 0, get: 0, last: 0, load: 0, log: 0, commit: 0, settle: 0 };

/** Keeps account of what a store asks its backend for, and of what it is told. */
export class Ledger {
  counts: Counts = none;
  /** States shown, in order, and how many commits had been sent before. */
  readonly shown: (Shown & { readonly commitsBefore: number })[] = [];
  readonly commits: Commit[] = [];
  /** Keys of every `get`. */
  readonly gets: (readonly RecordKey[])[] = [];
  /** First n of every `log` page, and its limit. */
  readonly logs: { readonly from: number; readonly limit: number }[] = [];

  /** Calls in all. */
  get calls(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }

  reset(): void {
    this.counts = none;
    for (const list of [this.shown, this.commits, this.gets, this.logs]) list.length = 0;
  }

  over(store: PartitionStore): PartitionStore {
    return intercept(store, {
      head: async (forward, ...args) => {
        this.#count('head');
        return forward(...args);
      },
      get: async (forward, id, keys, options) => {
        this.#count('get');
        this.gets.push([...keys]);
        const answer = await forward(id, keys, options);
        this.#show(answer, new Set(keys));
        return answer;
      },
      last: async (forward, ...args) => {
        this.#count('last');
        return forward(...args);
      },
      load: async (forward, ...args) => {
        this.#count('load');
        const answer = await forward(...args);
        this.#show(answer, 'all');
        return answer;
      },
      log: async (forward, id, from, limit, options) => {
        this.#count('log');
        this.logs.push({ from, limit });
        return forward(id, from, limit, options);
      },
      commit: async (forward, id, commit, options) => {
        this.#count('commit');
        this.commits.push(commit);
        return forward(id, commit, options);
      },
      settle: async (forward, ...args) => {
        this.#count('settle');
        return forward(...args);
      },
    });
  }

  #count(method: keyof PartitionStore): void {
    this.counts = { ...this.counts, [method]: this.counts[method] + 1 };
  }

  #show(answer: ScopedRead | ScopedLoad, asked: Shown['asked']): void {
    const digests = new Map(answer.records.map(({ key, digest }) => [key, digest]));
    this.shown.push({ n: answer.head?.n ?? 0, asked, digests, commitsBefore: this.commits.length });
  }
}
