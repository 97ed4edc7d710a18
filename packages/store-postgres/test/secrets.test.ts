import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { startPostgres } from '@colloquy/engines';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { openPostgresStore } from '../src/index.ts';
import { eventually } from './support/eventually.ts';
import { errorOf } from './support/codeOf.ts';
import { commit, id } from './support/commits.ts';
import { openForTest } from './support/database.ts';

const secret = 'hunter2-and-more';
let port = 0;

/** A server that asks for passwords, and knows one. */
beforeAll(async () => {
  const server = await startPostgres();
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE ROLE app LOGIN SUPERUSER PASSWORD '${secret}'`);
  const rules = join(server.dataDirectory, 'pg_hba.conf');
  const before = readFileSync(rules, 'utf8');
  writeFileSync(rules, 'host all app 127.0.0.1/32 scram-sha-256\n');
  appendFileSync(rules, before);
  await client.query('SELECT pg_reload_conf()');
  await client.end();
  ({ port } = server);
  return () => server.close();
});

/** Every error of the chain, with all that anybody could print of it. */
function everythingOf(error: unknown): string {
  const said: string[] = [];
  for (let each = error; each !== undefined; each = each instanceof Error ? each.cause : undefined) {
    said.push(inspect(each, { depth: Infinity, showHidden: true, getters: true }));
    if (each instanceof Error)
      said.push(String(each), each.message, each.stack ?? '', JSON.stringify(each), JSON.stringify({ ...each }));
  }
  return said.join('\n');
}

const at = (host: string, database = 'postgres', user = 'app') => `postgres://${user}:${secret}@${host}/${database}`;

describe('no error of opening shows the password or repeats the URL', () => {
  test.each([
    ['a wrong password', () => `postgres://app:${secret}-not@127.0.0.1:${port}/postgres`, 'cannot_open'],
    ['no password', () => `postgres://app@127.0.0.1:${port}/postgres?options=-c%20a.b%3D${secret}`, 'cannot_open'],
    ['an unknown role', () => at(`127.0.0.1:${port}`, 'postgres', 'nobody'), 'cannot_open'],
    ['an unknown database', () => at(`127.0.0.1:${port}`, 'nowhere'), 'cannot_open'],
    ['a wrong host', () => at('nowhere.invalid:5432'), 'backend_unavailable'],
    ['a closed port', () => at('127.0.0.1:1'), 'backend_unavailable'],
    ['TLS where there is none', () => `${at(`127.0.0.1:${port}`)}?sslmode=require`, 'cannot_open'],
    ['a missing certificate', () => `${at(`127.0.0.1:${port}`)}?sslrootcert=/nowhere/ca.pem`, 'cannot_open'],
    ['a malformed URL', () => `postgres://app:${secret}@[::1`, 'invalid_argument'],
    ['malformed percents', () => `postgres://app:${secret}%zz@127.0.0.1:${port}/postgres`, 'cannot_open'],
    [
      'a password that is not encoded',
      () => `postgres://app:12/${secret}@127.0.0.1:${port}/postgres`,
      'invalid_argument',
    ],
    ['a password in the query', () => `postgres://app@127.0.0.1:${port}/nowhere?password=${secret}`, 'cannot_open'],
    ['a setting that is none', () => `${at(`127.0.0.1:${port}`)}?options=-c%20no_setting%3D1`, 'backend_error'],
  ])('%s', async (_, url, code) => {
    const error = await errorOf(openPostgresStore({ url: url(), connectTimeoutMs: 5000 }));
    expect(error.code).toBe(code);
    const said = everythingOf(error);
    expect(said).not.toContain(secret);
    expect(said).not.toContain(encodeURIComponent(secret));
    expect(said).not.toContain('app:');
  });
});

test('nor does any error of an open store', async () => {
  const url = at(`127.0.0.1:${port}`);
  const store = await openForTest({ url, schema: 'secrets', callTimeoutMs: 500, maxConnections: 2 });
  const raw = new pg.Client({ connectionString: url });
  raw.on('error', () => undefined);
  await raw.connect();
  await store.commit(id, commit(1));
  await raw.query('BEGIN; LOCK TABLE secrets.heads IN ACCESS EXCLUSIVE MODE');
  const errors = [await errorOf(store.head(id)), await errorOf(store.commit(id, commit(2)))];
  const ending = errorOf(store.commit(id, commit(2)));
  const terminate = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
  await eventually(async () => {
    await raw.query('SELECT pg_stat_clear_snapshot()');
    return (await raw.query(terminate)).rowCount;
  }).toBe(1);
  errors.push(await ending);
  await raw.query('ROLLBACK; DROP TABLE secrets.log');
  errors.push(await errorOf(store.commit(id, commit(2))));
  await raw.query(
    "ALTER ROLE app PASSWORD 'another'; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = 'app'",
  );
  await eventually(async () => errors.push(await errorOf(store.head(id))) && errors.at(-1)?.code).toBe('cannot_open');
  await raw.end();
  await store.close();
  errors.push(await errorOf(store.head(id)));
  expect(errors.length).toBeGreaterThan(5);
  for (const error of errors) expect(everythingOf(error)).not.toContain(secret);
});
