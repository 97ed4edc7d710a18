import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { NoteVerifier, verifyChainContinuity } from '@colloquy/core';
import { openSqliteStore } from '@colloquy/store-sqlite';
import { expect, test } from 'vitest';
import { keysDirectory } from '../src/store/databasePath.ts';
import { openStore } from '../src/store/openStore.ts';
import { register } from '../src/example/register.ts';
import { generate } from './support/generated.ts';
import { bytesOf, journeyFrom, names } from './support/journey.ts';
import { example, id, store } from './support/stored.ts';
import { temporaryFolder } from './support/temporary.ts';

const ends = names.slice(1).flatMap((to, at) => [
  ['migrate.out', names[at], to],
  ['migrate.in', names[at], to],
]);

test('SQLite, PostgreSQL, DynamoDB, SQLite: one log, the same bytes and the same document, and no key on the way', async () => {
  const cwd = temporaryFolder();
  const first = join(cwd, 'first.db');
  await store(first);
  const keys = keysDirectory(first);
  await using journey = await journeyFrom(cwd, keys);
  const { verifier, done, legs } = journey;
  const before = await done('export', id, '--config', 'first.json');

  renameSync(keys, join(cwd, 'elsewhere'));
  for (const [at, { from, to, way }] of legs.entries()) {
    const report = JSON.parse(await done('migrate', 'start', id, ...way, '--json')) as object;
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
  const [left, arrived] = [await bytesOf(one, id), await bytesOf(other, id)];
  expect(arrived.records).toEqual(left.records);
  expect(arrived.log.slice(0, 8)).toEqual(left.log);
  const how = { tenant: 'founding', movers: [NoteVerifier.parse(String(verifier))] };
  const chain = await verifyChainContinuity(other, id, how);
  expect(chain).toMatchObject({ continuous: true, n: 13, unknown: [] });
  expect(chain.boundaries.map(({ kind, source, target }) => [kind, source.name, target.name])).toEqual(ends);
}, 300_000);

/** With COLLOQUY_RUNS=15 three hundred. */
const generated = 20 * Number(process.env['COLLOQUY_RUNS'] ?? 1);

test(`the founding dialogue and ${generated} generated ones, moved as whole stores: bytes, documents and figures as they were`, async () => {
  const cwd = temporaryFolder();
  const path = join(cwd, 'first.db');
  const ids = [id];
  {
    await using opened = await openStore({ path });
    await register(opened.dialogues, example);
    for (let seed = 1; seed <= generated; seed++) ids.push(await generate(opened.dialogues, seed));
  }
  const keys = keysDirectory(path);
  await using journey = await journeyFrom(cwd, keys);
  const { verifier, done, legs } = journey;
  const told = async (name: string): Promise<readonly string[]> => {
    const texts: string[] = [await done('scoreboard', id, '--config', `${name}.json`)];
    for (const each of ids) texts.push(await done('export', each, '--config', `${name}.json`));
    return texts;
  };
  const before = await told('first');

  renameSync(keys, join(cwd, 'elsewhere'));
  for (const { to, way } of legs) {
    const report = JSON.parse(await done('migrate', 'start', '--all', ...way, '--yes', '--json')) as {
      readonly totals: object;
      readonly dialogues: readonly {
        readonly outcome: string;
        readonly cutOverMs: number;
        readonly cutOverBy: string;
      }[];
    };
    expect([to, report.totals]).toMatchObject([to, { moved: ids.length, skipped: 0, refused: 0, cancelled: 0 }]);
    for (const { outcome, cutOverMs, cutOverBy } of report.dialogues) {
      expect([outcome, cutOverBy, cutOverMs > 0]).toEqual(['moved', 'monotonic', true]);
    }
  }
  expect(existsSync(keys)).toBe(false);
  renameSync(join(cwd, 'elsewhere'), keys);

  expect(await told('last')).toEqual(before);
  expect(JSON.parse(await done('verify', '--config', 'last.json', '--json'))).toMatchObject({ ok: true });
  await using one = await openSqliteStore({ path, readOnly: true });
  await using other = await openSqliteStore({ path: join(cwd, 'last.db'), readOnly: true });
  const how = { tenant: 'founding', movers: [NoteVerifier.parse(String(verifier))] };
  for (const each of ids) {
    const [left, arrived] = [await bytesOf(one, each), await bytesOf(other, each)];
    expect(arrived.records).toEqual(left.records);
    // The first store's log ends with the entry by which it was left.
    expect(arrived.log.slice(0, left.log.length)).toEqual(left.log);
    const chain = await verifyChainContinuity(other, each, how);
    expect(chain).toMatchObject({ continuous: true, n: left.log.length + 5, unknown: [] });
    expect(chain.boundaries.map(({ kind, source, target }) => [kind, source.name, target.name])).toEqual(ends);
  }
}, 900_000);
