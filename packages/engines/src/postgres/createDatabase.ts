import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of its own, for one test or one file of tests. */
export interface TestDatabase extends AsyncDisposable {
  readonly name: string;
  /** The given URL with this database in it. */
  readonly url: string;
  /** Ends the sessions on it and removes it. */
  drop(): Promise<void>;
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    query_timeout: 60_000,
    application_name: 'colloquy-engines',
  });
  // A session that ends while nothing is asked of it would end the program otherwise; the statement reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Creates an empty database whose default collation is that of ICU for en-US, under a random name.
 *
 * @param url - a server of release 15 or newer built with ICU, and a role on it with CREATEDB
 * @example
 * ```ts
 * await using database = await createDatabase(postgresUrl());
 * ```
 */
export async function createDatabase(url: string): Promise<TestDatabase> {
  const name = `colloquy_test_${randomBytes(10).toString('hex')}`;
  const locale = "LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LC_COLLATE 'C' LC_CTYPE 'C'";
  await run(url, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' ${locale}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const drop = async (): Promise<void> => await run(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  return { name, url: own.href, drop, [Symbol.asyncDispose]: drop };
}
