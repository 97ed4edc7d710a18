import {
  ColloquyError,
  isColloquyError,
  jitteredDelayMs,
  systemSources,
  type CallOptions,
  type RandomSource,
} from '@colloquy/core';
import { withDeadline, type Deadline } from './deadline.ts';
import { closedError, exhausted, failureOf, translate } from './errors.ts';
import type { PostgresClient, PostgresPool } from './pool.ts';

/** Statements on one connection. */
export type Work<T> = (client: PostgresClient) => Promise<T>;

/** The way every call of the store reaches the server. Errors come out translated. */
export interface Calls {
  /** Work that changes nothing. Done again on another connection when one is lost. */
  readonly read: <T>(work: Work<T>, options?: CallOptions) => Promise<T>;
  /** Work that may be done twice with the effect of once. Done again when a connection is lost. */
  readonly write: <T>(work: Work<T>, options?: CallOptions) => Promise<T>;
  /** One transaction that is sent once. `outcome_unknown` when a connection is lost, or the wait is ended, after it was sent. */
  readonly transact: <T>(work: Work<T>, options?: CallOptions) => Promise<T>;
  /** Ends every call with `backend_closed`, and the pool if it is ours. Idempotent. */
  readonly close: () => Promise<void>;
}

export interface CallsOptions {
  readonly pool: PostgresPool;
  /** End the pool too. */
  readonly owned: boolean;
  readonly place: string;
  readonly readOnly: boolean;
  readonly callTimeoutMs: number;
  readonly random: RandomSource;
}

/** Times that work is sent while others stand in its way. */
const maxConflicts = 10;

/** Times that work which may be repeated is sent while connections are lost: more often, the server is gone. */
const maxLosses = 3;

/** Work was on its way when it stopped being waited for. */
class InDoubt extends Error {
  constructor(cause: unknown) {
    super('Sent, and not answered.', { cause });
  }
}

export function createCalls({ pool, owned, place, readOnly, callTimeoutMs, random }: CallsOptions): Calls {
  const closing = new AbortController();
  let closed: Promise<void> | undefined;
  // The pool drops a connection that fails while idle. Without a listener Node would end the process.
  const ignore = (): void => undefined;
  pool.on('error', ignore);

  const late = (): ColloquyError =>
    new ColloquyError('backend_unavailable', `${place} did not answer within ${callTimeoutMs} ms. Try again.`, {
      context: { place, callTimeoutMs },
    });

  async function acquire({ race, signal }: Deadline): Promise<PostgresClient> {
    const connecting = pool.connect();
    try {
      const client = await race(connecting);
      signal.throwIfAborted();
      return client;
    } catch (error) {
      if (!signal.aborted) throw error;
      const waiting = (pool.waitingCount ?? 0) > 0;
      // Still under way: it goes back as soon as it is there.
      connecting.then((client) => client.release()).catch(ignore);
      throw waiting && isColloquyError(error, 'backend_unavailable') ? exhausted(place) : error;
    }
  }

  /** Sends work once. An error of the work itself means that it is rolled back, unless it comes as {@link InDoubt}. */
  async function send<T>(work: Work<T>, deadline: Deadline): Promise<T> {
    const client = await acquire(deadline);
    client.on('error', ignore);
    let broken = true;
    try {
      const result = await deadline.race(work(client));
      broken = false;
      return result;
    } catch (error) {
      if (deadline.signal.aborted || failureOf(error) === 'lost') throw new InDoubt(error);
      broken = false;
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  }

  function unknown(cause: unknown): ColloquyError {
    const message = `The answer of ${place} to a commit was lost. It may or may not have taken effect.`;
    return new ColloquyError('outcome_unknown', message, { context: { place }, cause });
  }

  /** What to throw for a failure that ends the call: a signal's reason as it is, everything else translated. */
  function final(error: unknown, { signal }: Deadline, kind: { readonly writing: boolean; readonly once: boolean }) {
    if (!(error instanceof InDoubt)) return signal.aborted ? error : translate(error, place, kind.writing);
    if (kind.once) return unknown(error.cause);
    return signal.aborted ? error.cause : translate(error.cause, place, kind.writing);
  }

  async function run<T>(
    work: Work<T>,
    options: CallOptions | undefined,
    kind: { readonly writing: boolean; readonly once: boolean },
  ): Promise<T> {
    const signals = [closing.signal, options?.signal];
    if (kind.writing && readOnly) {
      for (const signal of signals) signal?.throwIfAborted();
      throw readOnlyError(place);
    }
    return withDeadline({ signals, ms: callTimeoutMs, late }, async (deadline) => {
      let conflicts = 0;
      let losses = 0;
      for (;;) {
        try {
          return await send(work, deadline);
        } catch (error) {
          const lost = error instanceof InDoubt;
          const again = lost
            ? !kind.once && !deadline.signal.aborted && (losses += 1) < maxLosses
            : failureOf(error) === 'again' && (conflicts += 1) < maxConflicts;
          if (!again) throw final(error, deadline, kind);
        }
        await systemSources.delay(jitteredDelayMs(conflicts + losses, random), deadline.signal);
      }
    });
  }

  async function shut(): Promise<void> {
    closing.abort(closedError(place));
    // Ours keeps its listener: a connection may still fail between its farewell and its end.
    if (owned) await pool.end();
    else pool.off('error', ignore);
  }

  return {
    read: (work, options) => run(work, options, { writing: false, once: false }),
    write: (work, options) => run(work, options, { writing: true, once: false }),
    transact: (work, options) => run(work, options, { writing: true, once: true }),
    close: () => (closed ??= shut()),
  };
}

function readOnlyError(place: string): ColloquyError {
  return new ColloquyError('read_only', `${place} was opened read-only. Reads work, writes do not.`, {
    context: { place },
  });
}
