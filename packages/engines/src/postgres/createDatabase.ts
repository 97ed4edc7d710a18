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

/**
 * A database that orders text by bytes could not show an adapter that relies on the order of the database: then tests would be green for
 * the wrong reason.
 */
async function requireForeignOrder(url: string): Promise<void> {
  const [row] = await run(url, `SELECT 'a' < 'B' AS by_language, 'a' COLLATE "C" < 'B' COLLATE "C" AS by_bytes`);
  if (row?.['by_language'] === true && row['by_bytes'] === false) return;
  throw new Error('The collation of the test database is the order of bytes: the server needs ICU.');
}

async function run(url: string, statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
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
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}

/**
 * Creates an empty database whose default collation is that of ICU for en-US, under a random name, and proves that this collation is not
 * the order of bytes.
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
  const drop = async (): Promise<void> => void (await run(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  try {
    await requireForeignOrder(own.href);
  } catch (error) {
    await drop();
    throw error;
  }
  return { name, url: own.href, drop, [Symbol.asyncDispose]: drop };
}
