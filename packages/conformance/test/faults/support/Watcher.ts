import type { DialogueId } from '@colloquy/core';
import pg from 'pg';
import { until } from './until.ts';

/** What somebody with a superuser's session sees and does about the sessions of stores, in one database. */
export class Watcher implements AsyncDisposable {
  readonly #client: pg.Client;
  readonly #url: string;

  private constructor(client: pg.Client, url: string) {
    this.#client = client;
    this.#url = url;
  }

  static async over(url: string): Promise<Watcher> {
    return new Watcher(await connected(url), url);
  }

  /** Sessions of stores; those that wait for a lock, or all. */
  async sessions(waiting = false): Promise<readonly number[]> {
    const { rows } = await this.#client.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'colloquy'
       AND (NOT $1 OR wait_event_type = 'Lock') ORDER BY pid`,
      [waiting],
    );
    return rows.map(({ pid }) => pid);
  }

  /** Waits until so many commits wait for a lock, and answers which sessions do. */
  async waiting(count: number): Promise<readonly number[]> {
    let pids: readonly number[] = [];
    await until(`${count} commits wait for the head`, async () => (pids = await this.sessions(true)).length === count);
    return pids;
  }

  /** Ends a session. Answers whether there was one. */
  async terminate(pid: number): Promise<boolean> {
    return this.#signal('pg_terminate_backend', pid);
  }

  /** Ends what a session is doing. */
  async cancel(pid: number): Promise<boolean> {
    return this.#signal('pg_cancel_backend', pid);
  }

  /** Locks the row of a head, as a session does that is writing. Whoever wants to write waits until it is released. */
  async holdHead(id: DialogueId): Promise<{ readonly release: () => Promise<void> } & AsyncDisposable> {
    const holder = await connected(this.#url);
    await holder.query('BEGIN');
    const { rowCount } = await holder.query('SELECT FROM colloquy.heads WHERE dialogue_id = $1 FOR UPDATE', [id]);
    if (rowCount !== 1) throw new Error(`there is no head of ${id} to be held`);
    let released: Promise<void> | undefined;
    // Also after the server is gone.
    const release = (): Promise<void> => (released ??= holder.end().catch(() => undefined));
    return { release, [Symbol.asyncDispose]: release };
  }

  async #signal(name: string, pid: number): Promise<boolean> {
    const { rows } = await this.#client.query<{ done: boolean }>(`SELECT ${name}($1) AS done`, [pid]);
    return rows[0]?.done === true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }
}

/** An end of the session while nothing is asked of it is no error. */
async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'watcher' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
