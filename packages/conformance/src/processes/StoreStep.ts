import type { Commit, RecordKey } from '@colloquy/core';

/** One thing that a worker does on a store: a step of its script. */
export type StoreStep =
  /**
   * Reads the head and the records, drafts the next commit upon them, sends it, and starts over as long as others are first. `doubt`
   * is the commit with which an earlier process was sent away to die: it is sent again first, and if it landed the step is done.
   */
  | { readonly do: 'write'; readonly tag: string; readonly keys: readonly RecordKey[]; readonly doubt?: Commit }
  /** Sends these very bytes, once. */
  | { readonly do: 'send'; readonly commit: Commit }
  | { readonly do: 'head' }
  /** Reads the head until it is at n or further, but not more often than `most`. */
  | { readonly do: 'heads'; readonly until: number; readonly most: number }
  | { readonly do: 'load' }
  | { readonly do: 'settle' }
  | { readonly do: 'get'; readonly keys: readonly RecordKey[] }
  | { readonly do: 'last'; readonly prefix: string }
  | { readonly do: 'log'; readonly from: number; readonly limit: number };
