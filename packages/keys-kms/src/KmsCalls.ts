import type { KMSClient } from '@aws-sdk/client-kms';
import { ColloquyError, untilAborted, type KeyScope, type LeaseDeadline, type Sources } from '@colloquy/core';
import { AttemptTimeout, failureOf, type Failure } from './failures.ts';
import { fullJitter } from './fullJitter.ts';
import { kmsError } from './kmsErrors.ts';
import type { Settings } from './options.ts';
import { RetryBudget } from './RetryBudget.ts';

/** Retries that may be made on credit; see {@link RetryBudget}. */
export const retryCapacity = 200;

/** One operation of KMS. */
export interface KmsCall<T> {
  readonly operation: 'Decrypt' | 'GenerateDataKeyWithoutPlaintext';
  readonly scope: KeyScope;
  readonly send: (abortSignal: AbortSignal) => Promise<T>;
  /** A refusal of access is worth another request. */
  readonly grantIsNew: () => boolean;
}

export interface KmsAnswer<T> {
  readonly answer: T;
  /** Just before the request that was answered. */
  readonly askedAt: LeaseDeadline;
  readonly attempts: number;
}

/** The one layer of retries and timeouts between a provider and its client. */
export class KmsCalls {
  readonly #client: KMSClient;
  readonly #settings: Settings;
  readonly #sources: Sources;
  readonly #budget = new RetryBudget(retryCapacity);
  readonly #underWay = new Set<AbortController>();
  #closed = false;

  constructor(client: KMSClient, settings: Settings, sources: Sources) {
    this.#client = client;
    this.#settings = settings;
    this.#sources = sources;
  }

  /** @throws ColloquyError `backend_closed` */
  checkOpen(): void {
    if (this.#closed) throw closed();
  }

  /** Ends every call that is under way with `backend_closed`. */
  close(): void {
    this.#closed = true;
    for (const stop of this.#underWay) stop.abort(closed());
  }

  /**
   * Sends until it is answered, refused, out of time, requests or budget.
   *
   * @throws ColloquyError `key_unavailable`, `wrong_key`, `backend_closed`; the reason of the signal
   */
  async call<T>(call: KmsCall<T>, signal: AbortSignal | undefined): Promise<KmsAnswer<T>> {
    signal?.throwIfAborted();
    this.checkOpen();
    const stop = new AbortController();
    const onAbort = (): void => stop.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#underWay.add(stop);
    try {
      return await this.#repeat(call, stop.signal);
    } finally {
      signal?.removeEventListener('abort', onAbort);
      this.#underWay.delete(stop);
    }
  }

  async #repeat<T>(call: KmsCall<T>, stop: AbortSignal): Promise<KmsAnswer<T>> {
    const { now, monotonic, delay } = this.#sources;
    const { attemptTimeoutMs, callTimeoutMs, lease } = this.#settings;
    const end = monotonic() + callTimeoutMs;
    const isSingle = await this.#clientTriesOnce(call);
    for (let attempts = 1; ; attempts++) {
      const askedAt = { monotonic: monotonic(), wallClock: now() };
      try {
        const timeout = Math.min(end - askedAt.monotonic, isSingle ? attemptTimeoutMs : lease);
        const answer = await this.#attempt(call, timeout, stop);
        this.#budget.giveBack();
        return { answer, askedAt, attempts };
      } catch (error) {
        stop.throwIfAborted();
        const failure = failureOf(error, call.operation === 'Decrypt');
        const wait = fullJitter(attempts, this.#sources);
        const again = isSingle && this.#isWorthwhile(failure, call, attempts) && monotonic() + wait < end;
        if (!again || !this.#budget.take()) {
          throw kmsError(failure, { ...call, attempts: isSingle ? attempts : failure.attempts });
        }
        await delay(wait, stop);
      }
    }
  }

  /** Two layers that both retry would multiply: a client that does it itself is left to it. */
  async #clientTriesOnce(call: KmsCall<unknown>): Promise<boolean> {
    try {
      return (await this.#client.config.maxAttempts()) <= 1;
    } catch (error) {
      throw kmsError(failureOf(error, false), { ...call, attempts: 0 });
    }
  }

  #isWorthwhile({ retry, denied }: Failure, { grantIsNew }: KmsCall<unknown>, attempts: number): boolean {
    if (attempts >= this.#settings.maxAttempts) return false;
    return retry || (denied && grantIsNew());
  }

  /** One request of ours; a client that retries by itself makes several of it. Bounded whatever the client does with the signal. */
  async #attempt<T>({ send }: KmsCall<T>, milliseconds: number, stop: AbortSignal): Promise<T> {
    stop.throwIfAborted();
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      timeout.abort(new AttemptTimeout());
    }, milliseconds);
    const onStop = (): void => timeout.abort(stop.reason);
    stop.addEventListener('abort', onStop, { once: true });
    try {
      return await untilAborted(send(timeout.signal), timeout.signal);
    } finally {
      clearTimeout(timer);
      stop.removeEventListener('abort', onStop);
    }
  }
}

function closed(): ColloquyError {
  return new ColloquyError('backend_closed', 'This key provider was closed; make a new one.');
}
