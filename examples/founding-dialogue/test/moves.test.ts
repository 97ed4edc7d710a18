import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMoverKey, NoteVerifier, verifyChainContinuity, type LogEntry, type StoredRecord } from '@colloquy/core';
import { createDatabase, dynamoConfig, postgresUrl } from '@colloquy/engines';
import { openSqliteStore, type SqliteStore } from '@colloquy/store-sqlite';
import { expect, test } from 'vitest';
import { keysDirectory } from '../src/store/databasePath.ts';
import { colloquy } from './support/colloquy.ts';
import { id, store } from './support/stored.ts';
import { temporaryFolder } from './support/temporary.ts';

/** Every byte of a dialogue as it lies there. */
async function bytesOf(backend: SqliteStore): Promise<{ records: StoredRecord[]; log: readonly LogEntry[] }> {
  const records: StoredRecord[] = [];
  let after: StoredRecord['key'] | undefined;
  do {
    const batch = await backend.migration.exportBatch(id, after);
    records.push(...batch.records);
    after = batch.next;
  } while (after !== undefined);
  return { records, log: (await backend.log(id, 1, 100)).entries };
}

test('SQLite, PostgreSQL, DynamoDB, SQLite: one log, the same bytes and the same document, and no key on the way', async () => {
  await using database = await createDatabase(postgresUrl());
  const cwd = temporaryFolder();
  const first = join(cwd, 'first.db');
  await store(first);
  const keys = keysDirectory(first);
  const { verifier } = await createMoverKey(join(cwd, 'mover/mover.key'), { name: 'example.org/mover' });
  const { endpoint, region, credentials } = dynamoConfig();
  const env = {
    DATABASE_URL: database.url,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const table = `moves-${randomBytes(6).toString('hex')}`;
  const backends = {
    first: { name: 'sqlite', path: 'first.db' },
    postgres: { name: 'postgres', url: { env: 'DATABASE_URL' } },
    dynamo: { name: 'dynamo', table, region, endpoint },
    last: { name: 'sqlite', path: 'last.db' },
  } as const;
  const names = ['first', 'postgres', 'dynamo', 'last'] as const;
  const done = async (...args: readonly string[]): Promise<string> => {
    const { code, out, err } = await colloquy(cwd, env, ...args);
    expect([args, code, code === 0 ? '' : err]).toEqual([args, 0, '']);
    return out;
  };
  for (const name of names) {
    const configuration = {
      version: 1,
      tenant: 'founding',
      name,
      backend: backends[name],
      keys: { provider: 'local', directory: keys },
      movers: [String(verifier)],
      moves: 'moves',
    };
    writeFileSync(join(cwd, `${name}.json`), JSON.stringify(configuration));
    await done('init', '--config', `${name}.json`);
  }
  const before = await done('export', id, '--config', 'first.json');

  renameSync(keys, join(cwd, 'elsewhere'));
  for (const [at, to] of names.slice(1).entries()) {
    const from = names[at] ?? '';
    const way = ['--from', `${from}.json`, '--to', `${to}.json`];
    const report = JSON.parse(
      await done('migrate', 'start', id, ...way, '--mover', 'mover/mover.key', '--json'),
    ) as object;
    expect(report).toMatchObject({ totals: { moved: 1 }, dialogues: [{ outcome: 'moved', n: 9 + 2 * at }] });
    // Nobody has a key, and the log tells what happened, in the store that it left as in the one that it came to.
    for (const side of [from, to]) {
      const checked = JSON.parse(await done('verify', '--no-keys', '--config', `${side}.json`, '--json')) as object;
      expect(checked).toMatchObject({ ok: true, dialogues: [{ id, n: side === to ? 9 + 2 * at : 8 + 2 * at }] });
    }
  }
  expect(existsSync(keys)).toBe(false);
  renameSync(join(cwd, 'elsewhere'), keys);

  for (const name of names) {
    expect(await done('export', id, '--config', `${name}.json`)).toBe(before);
    expect(JSON.parse(await done('verify', '--config', `${name}.json`, '--json'))).toMatchObject({ ok: true });
  }
  await using one = await openSqliteStore({ path: first, readOnly: true });
  await using other = await openSqliteStore({ path: join(cwd, 'last.db'), readOnly: true });
  const [left, arrived] = [await bytesOf(one), await bytesOf(other)];
  expect(arrived.records).toEqual(left.records);
  expect(arrived.log.slice(0, 8)).toEqual(left.log);
  const how = { tenant: 'founding', movers: [NoteVerifier.parse(String(verifier))] };
  const chain = await verifyChainContinuity(other, id, how);
  expect(chain).toMatchObject({ continuous: true, n: 13, unknown: [] });
  expect(chain.boundaries.map(({ kind, source, target }) => [kind, source.name, target.name])).toEqual(
    names.slice(1).flatMap((to, at) => [
      ['migrate.out', names[at], to],
      ['migrate.in', names[at], to],
    ]),
  );
}, 300_000);
