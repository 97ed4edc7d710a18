import { setTimeout } from 'node:timers/promises';
import { ColloquyError, jitteredDelayMs, type RandomSource } from '@colloquy/core';
import { isBusy, translate } from './errors.ts';

export interface RetryPolicy {
  /** Milliseconds of waiting, all waits together, before `backend_busy`. */
  readonly waitMs: number;
  /** Spreads the waits, so that processes that met once do not meet again. */
  readonly random: RandomSource;
  /** For messages. */
  readonly place: string;
}

/**
 * Runs a synchronous attempt until no lock is in its way. Between attempts the event loop runs: SQLite's own busy timeout, which
 * blocks it, is 0 on every connection of this package.
 *
 * @throws the reason of the first aborted signal, before an attempt or while waiting; `backend_busy` when the wait runs out;
 * otherwise the attempt's own error, translated
 */
export async function retryWhileBusy<T>(
  attempt: () => T,
  policy: RetryPolicy,
  signals: readonly AbortSignal[],
): Promise<T> {
  let waited = 0;
  for (let tries = 0; ; tries += 1) {
    for (const signal of signals) signal.throwIfAborted();
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error)) throw translate(error, policy.place);
      if (waited >= policy.waitMs) {
        throw new ColloquyError(
          'backend_busy',
          `${policy.place} was locked by another writer for the whole wait of ${policy.waitMs} ms. The call had no effect; try again.`,
          { context: { place: policy.place, waitMs: policy.waitMs, attempts: tries + 1 }, cause: error },
        );
      }
    }
    const delay = Math.min(policy.waitMs - waited, jitteredDelayMs(tries, policy.random));
    // An abort only ends the wait; the loop then throws the signal's own reason.
    await setTimeout(delay, undefined, { signal: AbortSignal.any([...signals]) }).catch(() => undefined);
    waited += delay;
  }
}
