import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { PostgresClient, PostgresPool, Query } from '../../src/pool.ts';

/**
 * A pool as a transaction pooler makes one of any pool: what looks like one connection runs each transaction in another session than the
 * last. Sessions are handed out in turn; outside BEGIN and COMMIT each statement is a transaction.
 */
export async function sessionPool(
  url: string,
  count = 4,
): Promise<{
  readonly pool: PostgresPool;
  readonly sessions: readonly pg.Client[];
  /** The number of the session of every statement so far. */
  readonly ran: readonly number[];
}> {
  const sessions = Array.from({ length: count }, () => new pg.Client({ connectionString: url }));
  for (const session of sessions) await session.connect();
  onTestFinished(async () => {
    for (const session of sessions) await session.end();
  });
  const free = [...sessions];
  const waiting: ((session: pg.Client) => void)[] = [];
  const ran: number[] = [];

  const take = async (): Promise<pg.Client> => free.shift() ?? new Promise((resolve) => void waiting.push(resolve));
  const give = (session: pg.Client): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(session);
    else next(session);
  };

  function client(): PostgresClient {
    let inTransaction: pg.Client | undefined;
    return {
      query: async (query: Query) => {
        const session = inTransaction ?? (await take());
        ran.push(sessions.indexOf(session));
        if (query.text.startsWith('BEGIN')) inTransaction = session;
        if (/^(?:COMMIT|ROLLBACK)/.test(query.text)) inTransaction = undefined;
        try {
          return await session.query(query);
        } finally {
          if (inTransaction === undefined) give(session);
        }
      },
      release: () => undefined,
      on: () => undefined,
      off: () => undefined,
    };
  }

  const pool: PostgresPool = {
    connect: async () => client(),
    end: async () => undefined,
    on: () => undefined,
    off: () => undefined,
  };
  return { pool, sessions, ran };
}
