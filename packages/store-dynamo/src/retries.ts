import type { RandomSource } from '@colloquy/core';

/**
 * Why a request that had no effect may soon have one.
 *
 * - `conflict`: others are at work on the same items.
 * - `throttled`: there are too many requests.
 * - `unprocessed`: a batch was done in part, and what is left is sent again.
 * - `inProgress`: this very transaction is still being worked on.
 */
export type Passing = 'conflict' | 'throttled' | 'unprocessed' | 'inProgress';

export interface Retry {
  /** Times that the request is sent, the first included. */
  readonly attempts: number;
  /** Longest wait before the second of them; it doubles from one to the next. */
  readonly baseMs: number;
  /** Longest wait of all. */
  readonly capMs: number;
  /** The part of a wait that is not left to chance, from 0 to 1. */
  readonly fixed: number;
}

/**
 * How often and after which waits each kind is sent again. Kinds are counted apart, so one call ends after the sum of them at the latest.
 *
 * The client has tried throttled requests several times before they come here (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html),
 * so these wait longer; cancelled transactions and what is left of a batch it does not try again
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html). A transaction in progress is completed by
 * a retry at least 5 seconds after it began, which the fixed halves add up to
 * (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html).
 */
export const retries: Readonly<Record<Passing, Retry>> = {
  conflict: { attempts: 12, baseMs: 16, capMs: 256, fixed: 0 },
  throttled: { attempts: 6, baseMs: 100, capMs: 2000, fixed: 0 },
  unprocessed: { attempts: 8, baseMs: 50, capMs: 1600, fixed: 0 },
  inProgress: { attempts: 6, baseMs: 500, capMs: 4000, fixed: 0.5 },
};

/** The wait after so many failures of a kind: exponential, and jittered so that no two processes wait alike. At least 1 ms. */
export function waitMs({ baseMs, capMs, fixed }: Retry, failures: number, random: RandomSource): number {
  const most = Math.min(capMs, baseMs * 2 ** (failures - 1));
  const least = Math.floor(most * fixed);
  return least + 1 + Math.floor(random() * (most - least));
}
