import { systemSources, type CallOptions, type RandomSource, type Sources, type TransactOptions } from '@colloquy/core';
import { attemptsOf, failureOf, translate, unknownOutcome } from './errors.ts';
import { retries, waitMs, type Passing } from './retries.ts';

type Handler<Arguments, Answer> = (args: Arguments) => Promise<Answer>;

/**
 * Sees every attempt that the client makes at a write, of which it reports the last only. An attempt whose answer was lost may have
 * taken effect, whatever is said to a later one.
 */
export class Attempts {
  #begun = false;
  #seen = 0;
  #lost = false;

  /** Of a command, at {@link beginning}. */
  readonly whole =
    <Arguments, Answer>(next: Handler<Arguments, Answer>): Handler<Arguments, Answer> =>
    (args) => {
      this.#begun = true;
      return next(args);
    };

  /** Of a command, at {@link eachAttempt}. */
  readonly each =
    <Arguments, Answer>(next: Handler<Arguments, Answer>): Handler<Arguments, Answer> =>
    async (args) => {
      this.#seen += 1;
      try {
        return await next(args);
      } catch (error) {
        if (failureOf(error) === 'lost') this.#lost = true;
        throw error;
      }
    };

  /** A request begins. */
  begin(): void {
    this.#begun = false;
    this.#seen = 0;
  }

  /** A request has ended with this error. A client that was not seen to do anything may have done it unseen. */
  end(error: unknown): void {
    const unseen = attemptsOf(error) - 1 > this.#seen;
    if (unseen || (failureOf(error) === 'lost' && !this.#neverLeft)) this.#lost = true;
  }

  /** The client began, and failed before its first attempt: without credentials, or without an address. */
  get #neverLeft(): boolean {
    return this.#begun && this.#seen === 0;
  }

  /** Whether one of them may have taken effect. */
  get lost(): boolean {
    return this.#lost;
  }
}

/** Around all that the client does. */
export const beginning = { step: 'initialize', priority: 'high' } as const;

/** Around each attempt, where answers have become errors. */
export const eachAttempt = { step: 'deserialize', priority: 'high' } as const;

export type Send<T> = (signal: AbortSignal | undefined) => Promise<T>;

export interface WriteOptions extends TransactOptions {
  /**
   * A condition that does not hold after an answer was lost may be one that the lost request has met itself. Whoever asks judges by
   * what stands there: false. Otherwise `outcome_unknown`.
   */
  readonly judged?: boolean;
}

export interface Calls {
  /** A request that changes nothing. */
  readonly read: <T>(send: Send<T>, options?: CallOptions) => Promise<T>;
  /** A request that writes: false when a condition did not hold. Its command is given what sees each attempt. */
  readonly write: (
    send: (signal: AbortSignal | undefined, attempts: Attempts) => Promise<unknown>,
    options?: WriteOptions,
  ) => Promise<boolean>;
}

export interface CallsOptions {
  readonly place: string;
  readonly random: RandomSource;
  readonly delay?: Sources['delay'];
}

/** The way every request reaches DynamoDB. The client itself repeats what throttling and failing servers ask for; conflicts it does not. */
export function createCalls({ place, random, delay = systemSources.delay }: CallsOptions): Calls {
  async function repeated<T>(send: Send<T>, { signal, givesWay = false }: TransactOptions): Promise<T> {
    const failures: Record<Passing, number> = { conflict: 0, throttled: 0, unprocessed: 0, inProgress: 0 };
    for (;;) {
      signal?.throwIfAborted();
      let kind: Passing;
      try {
        return await send(signal);
      } catch (error) {
        const failure = failureOf(error);
        if (failure === 'no' || failure === 'lost' || failure === 'refused' || givesWay) throw error;
        kind = failure;
        if ((failures[kind] += 1) >= retries[kind].attempts) throw error;
      }
      await delay(waitMs(retries[kind], failures[kind], random), signal);
    }
  }

  return {
    read: async (send, options = {}) => {
      try {
        return await repeated(send, options);
      } catch (error) {
        options.signal?.throwIfAborted();
        throw translate(error, place, false);
      }
    },
    write: async (send, { judged = false, ...options } = {}) => {
      const attempts = new Attempts();
      const once = async (signal: AbortSignal | undefined): Promise<void> => {
        attempts.begin();
        try {
          await send(signal, attempts);
        } catch (error) {
          attempts.end(error);
          throw error;
        }
      };
      try {
        await repeated(once, options);
        return true;
      } catch (error) {
        const isNo = failureOf(error) === 'no';
        if (attempts.lost && !(isNo && judged)) throw unknownOutcome(error, place);
        if (isNo) return false;
        // Nothing was done, and nobody waits for it any more.
        options.signal?.throwIfAborted();
        throw translate(error, place, true);
      }
    },
  };
}

/** The signal of a call as the client takes it. */
export function abortable(signal: AbortSignal | undefined): { readonly abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}
