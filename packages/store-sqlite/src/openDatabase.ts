import type Database from 'better-sqlite3';
import { closedError } from './errors.ts';
import { retryWhileBusy, type RetryPolicy } from './retry.ts';

/** An open database and the way every call uses it. */
export interface OpenDatabase {
  readonly database: Database.Database;
  readonly place: string;
  readonly readOnly: boolean;
  /** Aborted by {@link OpenDatabase.close}, with `backend_closed` as its reason. */
  readonly closing: AbortSignal;
  /** Runs synchronous work once no lock is in its way; errors come out translated. */
  readonly run: <T>(work: () => T, signal?: AbortSignal) => Promise<T>;
  /** Lets close wait for work that spans several turns of the event loop. */
  readonly track: <T>(work: Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export interface OpenDatabaseOptions {
  readonly database: Database.Database;
  readonly readOnly: boolean;
  /** Close the database too. */
  readonly owned: boolean;
  readonly retry: RetryPolicy;
}

export function openDatabase({ database, readOnly, owned, retry }: OpenDatabaseOptions): OpenDatabase {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  let closed: Promise<void> | undefined;

  async function shut(): Promise<void> {
    closing.abort(closedError(retry.place));
    await Promise.allSettled(running);
    if (owned && database.open) database.close();
  }

  return {
    database,
    place: retry.place,
    readOnly,
    closing: closing.signal,
    run: (work, signal) =>
      retryWhileBusy(
        () => {
          if (!database.open) throw closedError(retry.place);
          return work();
        },
        retry,
        signal === undefined ? [closing.signal] : [closing.signal, signal],
      ),
    track: async (work) => {
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    close: () => (closed ??= shut()),
  };
}
