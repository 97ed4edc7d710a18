import type { ClauseId } from '@colloquy/core';

/** A deliberately broken core: one place of one built module, changed when it is loaded. */
export interface CoreMutant {
  /** Unique, in kebab case. */
  readonly id: string;
  /** The clause that it breaks. It may break others on the way. */
  readonly clause: ClauseId;
  /** The reason for which a law of that clause must fail. */
  readonly reason: string;
  /** A module of core's `dist`, for example `store/catchUp.js`. */
  readonly module: string;
  /** Stands exactly once in the module; how white space is broken into lines does not matter. */
  readonly find: string;
  readonly replace: string;
  /** Of the in-memory backend, for what shows only in commits that are larger. None by default. */
  readonly transactionLimit?: number;
  /** What is wrong, as one would tell a colleague. */
  readonly description: string;
}
