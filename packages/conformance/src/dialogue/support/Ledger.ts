import type { Commit, Digest, PartitionStore, RecordKey, ScopedLoad, ScopedRead } from '@colloquy/core';
import type { MeasuredRequest } from '../../report/Measurement.ts';
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
  /** Every call in order, as a person reads it; the unit is its method. */
  readonly requests: MeasuredRequest[] = [];

  /** Calls in all. */
  get calls(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }

  reset(): void {
    this.counts = none;
    for (const list of [this.shown, this.commits, this.gets, this.logs, this.requests]) list.length = 0;
  }

  over(store: PartitionStore): PartitionStore {
    return intercept(store, {
      head: async (forward, ...args) => {
        this.#count('head', args[0]);
        return forward(...args);
      },
      get: async (forward, id, keys, options) => {
        this.#count('get', `${id} ${keys.length} keys: ${keys.slice(0, 4).join(' ')}${keys.length > 4 ? ' ...' : ''}`);
        this.gets.push([...keys]);
        const answer = await forward(id, keys, options);
        this.#show(answer, new Set(keys));
        return answer;
      },
      last: async (forward, ...args) => {
        this.#count('last', `${args[0]} ${args[1]}*`);
        return forward(...args);
      },
      load: async (forward, ...args) => {
        this.#count('load', args[0]);
        const answer = await forward(...args);
        this.#show(answer, 'all');
        return answer;
      },
      log: async (forward, id, from, limit, options) => {
        this.#count('log', `${id} from ${from}, at most ${limit}`);
        this.logs.push({ from, limit });
        return forward(id, from, limit, options);
      },
      commit: async (forward, id, commit, options) => {
        const { n, changes, checks } = commit;
        this.#count('commit', `${id} ${n}: ${changes.length} changes, ${checks.length} checks`);
        this.commits.push(commit);
        return forward(id, commit, options);
      },
      settle: async (forward, ...args) => {
        this.#count('settle', args[0]);
        return forward(...args);
      },
    });
  }

  #count(method: keyof PartitionStore, about: string): void {
    this.requests.push({ unit: method, request: `${method} ${about}` });
    this.counts = { ...this.counts, [method]: this.counts[method] + 1 };
  }

  #show(answer: ScopedRead | ScopedLoad, asked: Shown['asked']): void {
    const digests = new Map(answer.records.map(({ key, digest }) => [key, digest]));
    this.shown.push({ n: answer.head?.n ?? 0, asked, digests, commitsBefore: this.commits.length });
  }
}
