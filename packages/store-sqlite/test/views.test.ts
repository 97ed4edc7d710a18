import { entityTypes, projection } from '@colloquy/core';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { viewNames, type SqliteStore } from '../src/index.ts';
import { bytes, change, commit, id } from './support/commits.ts';
import { openForTest, temporaryPath } from './support/temporary.ts';

const createdAt = '2026-01-31T10:20:30.456Z';
const envelope = bytes('123456789');

function reader(path: string): (view: string) => unknown[] {
  const database = new Database(path, { readonly: true });
  onTestFinished(() => void database.close());
  return (view) => database.prepare(`SELECT * FROM ${view}`).all();
}

async function storeWith(
  path: string,
  records: Readonly<Record<string, Record<string, string | number | boolean>>>,
): Promise<SqliteStore> {
  const store = await openForTest({ path });
  const changes = Object.entries(records).map(([key, attributes]) => change(key, { attributes, envelope }));
  await store.commit(id, commit(1, { changes }));
  return store;
}

test('a view shows the cleartext of its type; ids as people write them, ratios and booleans as they are meant', async () => {
  const path = temporaryPath();
  await storeWith(path, {
    'dialogue#meta': { status: 'open', createdAt, totalRounds: 2, totalAlignment: 235, calibrated: true },
    'expert#muffin': { tier: 'Core', source: 'pool', relevance: 9500, totalScore: 12, createdAt },
    'key#dek#0001': {},
    'move#01#muffin#02': { moveType: 'defend', createdAt },
    'tension#01#02': { status: 'reopened', createdAt },
  });
  const rows = reader(path);
  const common = { dialogue_id: id, createdAt, bytes: 9 };
  expect(rows('tensions')).toEqual([{ ...common, subkey: '01#02', id: 'T0102', status: 'reopened' }]);
  expect(rows('moves')).toEqual([{ ...common, subkey: '01#muffin#02', moveType: 'defend' }]);
  expect(rows('experts')).toEqual([
    { ...common, subkey: 'muffin', tier: 'Core', source: 'pool', relevance: 0.95, firstRound: null, totalScore: 12 },
  ]);
  expect(rows('dialogues')).toMatchObject([
    { ...common, subkey: 'meta', totalAlignment: 235, calibrated: 1, ethosId: null },
  ]);
  expect(rows('evidence')).toEqual([]);
});

test.each(entityTypes)('the view of type %s has a column for each declared clear field', async (type) => {
  const path = temporaryPath();
  const fields = projection(type).map(({ name }) => name);
  await storeWith(path, { [`${type}#00#01`]: Object.fromEntries(fields.map((name, k) => [name, k])) });
  const [row] = reader(path)(viewNames[type]) as Record<string, unknown>[];
  expect(Object.keys(row ?? {}).filter((name) => !['dialogue_id', 'subkey', 'id', 'bytes'].includes(name))).toEqual(
    fields,
  );
  expect(fields.map((name) => Number(row?.[name]) > 0)).toEqual(fields.map((_, k) => k > 0));
});
