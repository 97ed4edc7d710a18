import {
  ColloquyError,
  isColloquyError,
  jitteredDelayMs,
  systemSources,
  type CallOptions,
  type RandomSource,
  type TransactOptions,
} from '@colloquy/core';
import type { Attempts } from './attempts.ts';
import { failureOf, translate } from './errors.ts';

/** Times that a request is sent while others stand in its way, or while there are too many. */
const maxAttempts = 12;

/** Greatest wait between two of them: throttling passes in seconds, a conflict in milliseconds. */
const scale = 8;

export interface Calls {
  /** A request that changes nothing. */
  readonly read: <T>(send: (signal: AbortSignal | undefined) => Promise<T>, options?: CallOptions) => Promise<T>;
  /** A request that writes: false when a condition did not hold. */
  readonly write: (
    send: (signal: AbortSignal | undefined) => Promise<unknown>,
    options?: TransactOptions,
    attempts?: Attempts,
  ) => Promise<boolean>;
}

/** The way every request reaches DynamoDB. The client itself repeats what throttling and failing servers ask for; conflicts it does not. */
export function createCalls({ place, random }: { readonly place: string; readonly random: RandomSource }): Calls {
  async function repeated<T>(
    send: (signal: AbortSignal | undefined) => Promise<T>,
    { signal, givesWay = false }: TransactOptions,
    onFailure: (error: unknown) => T,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted();
      try {
        return await send(signal);
      } catch (error) {
        if (failureOf(error) !== 'again' || givesWay || attempt >= maxAttempts) return onFailure(error);
      }
      await systemSources.delay(scale * jitteredDelayMs(attempt, random), signal);
    }
  }

  function unknown(cause: unknown): ColloquyError {
    const message = `The answer of ${place} to a write was lost. It may or may not have taken effect.`;
    return new ColloquyError('outcome_unknown', message, { context: { place }, cause });
  }

  return {
    read: (send, options = {}) =>
      repeated(send, options, (error) => {
        options.signal?.throwIfAborted();
        throw translate(error, place, false);
      }),
    write: (send, options = {}, attempts) =>
      repeated(
        async (signal) => {
          await send(signal);
          return true;
        },
        options,
        (error) => {
          const failure = failureOf(error);
          if (failure === 'no') return false;
          throw failure === 'lost' ? unknown(error) : translate(error, place, true);
        },
      ).catch((error: unknown) => {
        // That nothing was done is true of the last attempt only; so is that nobody waits any more.
        throw attempts?.anyLost() === true && !isColloquyError(error, 'outcome_unknown') ? unknown(error) : error;
      }),
  };
}
