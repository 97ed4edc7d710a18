import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { openPostgresStore, setupSql, type PostgresStoreOptions } from '../src/index.ts';
import { settingsOf } from '../src/options.ts';
import { errorOf } from './support/codeOf.ts';
import { poolForTest } from './support/database.ts';

const url = 'postgres://app:hunter2@db.internal/dialogues';

describe('a malformed option is refused before anything is connected to', () => {
  const malformed: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['null', null],
    ['neither url nor pool', {}],
    ['a url that is no text', { url: 7 }],
    ['a url that is none', { url: 'app:hunter2@db.internal' }],
    ['an empty url', { url: '' }],
    ['a url of another database', { url: 'mysql://app:hunter2@db.internal/dialogues' }],
    ['a url whose port is none', { url: 'postgres://app:hunter2@db.internal:port/dialogues' }],
    ['a password with a slash', { url: 'postgres://app:12/hunter2@db.internal/dialogues' }],
    ['a password with a question mark', { url: 'postgres://app:12?hunter2@db.internal/dialogues' }],
    ['a password with a number sign', { url: 'postgres://app:12#hunter2@db.internal/dialogues' }],
    ['a password with @ and slash', { url: 'postgres://app:pw@12/hunter2@db.internal/dialogues' }],
    ['a schema that is no text', { url, schema: 7 }],
    ['an empty schema', { url, schema: '' }],
    ['a schema with capitals', { url, schema: 'Dialogues' }],
    ['a schema with a quote', { url, schema: 'a"b' }],
    ['a schema of the system', { url, schema: 'pg_own' }],
    ['a schema that starts with a digit', { url, schema: '1a' }],
    ['a schema of 64 characters', { url, schema: 'a'.repeat(64) }],
    ['a readOnly that is no boolean', { url, readOnly: 'yes' }],
    ['a setup that is no boolean', { url, setup: 0 }],
    ['a transactionPooler that is no boolean', { url, transactionPooler: 1 }],
    ['setup of a read-only store', { url, readOnly: true, setup: true }],
    ['a call timeout of nothing', { url, callTimeoutMs: 0 }],
    ['a fractional call timeout', { url, callTimeoutMs: 1.5 }],
    ['a call timeout beyond timers', { url, callTimeoutMs: 2 ** 31 }],
    ['a call timeout that is no number', { url, callTimeoutMs: '1' }],
    ['a connect timeout of nothing', { url, connectTimeoutMs: 0 }],
    ['no connections', { url, maxConnections: 0 }],
    ['too many connections', { url, maxConnections: 1001 }],
    ['a pool that is null', { pool: null }],
    ['a pool that is none', { pool: {} }],
    ['a client for a pool', { pool: new pg.Client() }],
  ];
  test.each(malformed)('%s', async (_, options) => {
    const error = await errorOf(openPostgresStore(options as PostgresStoreOptions));
    expect(error.code).toBe('invalid_argument');
    expect(error.cause).toBeUndefined();
    expect(`${error.stack} ${JSON.stringify(error.context)}`).not.toContain('hunter2');
  });

  test.each([
    ['a url besides', { url }],
    ['its size', { maxConnections: 3 }],
    ['its connect timeout', { connectTimeoutMs: 3 }],
  ])('a pool and %s', async (_, more) => {
    const options: unknown = { pool: poolForTest(), ...more };
    expect((await errorOf(openPostgresStore(options as PostgresStoreOptions))).code).toBe('invalid_argument');
  });

  test('setupSql judges the schema likewise', () => {
    expect(() => setupSql({ schema: 'x; DROP TABLE y' })).toThrow(
      expect.objectContaining({ code: 'invalid_argument' }),
    );
  });
});

describe('what messages call the database', () => {
  test.each([
    [url, 'postgres database dialogues at db.internal:5432'],
    ['postgresql://db.internal:6543/a', 'postgres database a at db.internal:6543'],
    ['postgres://app:hunter2@[::1]:5433', 'postgres database (default) at [::1]:5433'],
    ['postgres://app:hunter2@/a?host=/run/postgresql', 'postgres database a at /run/postgresql:5432'],
    ['postgres:///a', 'postgres database a at localhost:5432'],
    ['postgres://app@one/a?host=two&port=7&password=hunter2', 'postgres database a at two:7'],
  ])('%s', (text, place) => {
    expect(settingsOf({ url: text }).place).toBe(place);
  });

  test('pg goes where the message says', () => {
    for (const text of ['postgres://app@/a?host=/run/postgresql', 'postgres://app@one/a?host=two&port=7']) {
      const { host, port, database } = new pg.Client({ connectionString: text });
      expect(settingsOf({ url: text }).place).toBe(`postgres database ${database} at ${host}:${port}`);
    }
  });
});

test('the defaults', () => {
  expect(settingsOf({ url })).toEqual({
    source: { url, maxConnections: 10, connectTimeoutMs: 5000 },
    place: 'postgres database dialogues at db.internal:5432',
    schema: 'colloquy',
    readOnly: false,
    setup: true,
    callTimeoutMs: 30_000,
    transactionPooler: false,
  });
  expect(settingsOf({ url, readOnly: true }).setup).toBe(false);
});
