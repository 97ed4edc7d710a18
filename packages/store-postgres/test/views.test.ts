import { entityTypes, projection } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { viewNames } from '../src/index.ts';
import { bytes, change, commit, id } from './support/commits.ts';
import { fixture, type Fixture } from './support/database.ts';

const createdAt = '2026-01-31T10:20:30.456Z';
const envelope = bytes('123456789');

async function storeWith(
  records: Readonly<Record<string, Record<string, string | number | boolean>>>,
): Promise<Fixture & { readonly rows: (view: string) => Promise<Record<string, unknown>[]> }> {
  const given = await fixture();
  const changes = Object.entries(records).map(([key, attributes]) => change(key, { attributes, envelope }));
  await given.store.commit(id, commit(1, { changes }));
  return { ...given, rows: (view) => given.run(`SELECT * FROM @${view}`) };
}

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

test('a view shows the cleartext of its type; ids as people write them, ratios and booleans as they are meant', async () => {
  const { rows } = await storeWith({
    'dialogue#meta': { status: 'open', createdAt, totalRounds: 2, totalAlignment: 235, calibrated: true },
    'expert#muffin': { tier: 'Core', source: 'pool', relevance: 9500, totalScore: 12, createdAt },
    'key#dek#0001': {},
    'move#01#muffin#02': { moveType: 'defend', createdAt },
    'tension#01#02': { status: 'reopened', createdAt },
  });
  const common = { dialogue_id: id, created_at: createdAt, bytes: 9 };
  expect(await rows('tensions')).toEqual([{ ...common, subkey: '01#02', id: 'T0102', status: 'reopened' }]);
  expect(await rows('moves')).toEqual([{ ...common, subkey: '01#muffin#02', move_type: 'defend' }]);
  expect(await rows('experts')).toEqual([
    {
      ...common,
      subkey: 'muffin',
      tier: 'Core',
      source: 'pool',
      relevance: '0.9500',
      first_round: null,
      total_score: '12',
    },
  ]);
  expect(await rows('dialogues')).toMatchObject([
    { ...common, subkey: 'meta', total_alignment: '235', calibrated: true, ethos_id: null },
  ]);
  expect(await rows('evidence')).toEqual([]);
});

test.each(entityTypes)('the view of type %s has a column for each declared clear field', async (type) => {
  const fields = projection(type);
  const value = { token: 'word', boolean: true, number: 7 };
  const attributes = Object.fromEntries(
    fields.map(({ name, kind }) => [name, kind === 'token' || kind === 'boolean' ? value[kind] : value.number]),
  );
  const { rows } = await storeWith({ [`${type}#00#01`]: attributes });
  const [row = {}] = await rows(viewNames[type]);
  const columns = Object.keys(row).filter((name) => !['dialogue_id', 'subkey', 'id', 'bytes'].includes(name));
  expect(columns).toEqual(fields.map(({ name }) => snakeCase(name)));
  for (const column of columns) expect(row[column]).not.toBeNull();
});

describe('a tampered attribute never makes a view fail', () => {
  const values = [
    'null',
    '[]',
    '{}',
    '"text"',
    '""',
    'true',
    '0.5',
    '1e308',
    '-0',
    '123456789012345678901234567890',
    '"\\u00e9"',
  ];
  const all = values.map((value, k) => [k, value] as const);

  test.each(entityTypes)('of type %s: in every field, every kind of value', async (type) => {
    const names = projection(type).map(({ name }) => name);
    const { rows, run } = await storeWith(Object.fromEntries(all.map(([k]) => [`${type}#00#${k + 10}`, {}])));
    for (const [k, value] of all) {
      const attributes = `{${names.map((name) => `"${name}": ${value}`).join(', ')}}`;
      await run('UPDATE @records SET attributes = $1 WHERE key = $2', [attributes, `${type}#00#${k + 10}`]);
    }
    expect(await rows(viewNames[type])).toHaveLength(values.length);
  });

  test.each(values)('attributes that are %s', async (value) => {
    const { rows, run } = await storeWith({ 'dialogue#meta': {}, 'expert#muffin': {}, 'tension#00#01': {} });
    await run('UPDATE @records SET attributes = $1', [value]);
    expect(await rows('dialogues')).toMatchObject([{ status: null, calibrated: null, total_rounds: null }]);
    expect(await rows('experts')).toMatchObject([{ tier: null, relevance: null }]);
    expect(await rows('tensions')).toMatchObject([{ id: 'T0001', status: null }]);
  });

  test('a value of another kind is NULL, not a guess', async () => {
    const { rows, run } = await storeWith({ 'dialogue#meta': {}, 'expert#muffin': {} });
    await run(`UPDATE @records SET attributes = '{"calibrated": "true", "totalRounds": "2", "relevance": "9500"}'`);
    expect(await rows('dialogues')).toMatchObject([{ calibrated: null, total_rounds: null }]);
    expect(await rows('experts')).toMatchObject([{ relevance: null }]);
  });

  test('a view shows the keys of its type and no others, however close', async () => {
    const { rows, run } = await storeWith({ 'tension#00#01': {} });
    for (const key of ['tension', 'tension"#1', 'tension$', 'tension$1', 'tensions#1', 'tension~']) {
      await run(`INSERT INTO @records SELECT dialogue_id, $1, digest, attributes, envelope FROM @records LIMIT 1`, [
        key,
      ]);
    }
    expect((await rows('tensions')).map((row) => row['subkey'])).toEqual(['00#01']);
  });

  test('nor does a tampered key', async () => {
    const { rows, run } = await storeWith({ 'tension#00#01': {} });
    await run(`UPDATE @records SET key = 'tension#'`);
    expect(await rows('tensions')).toMatchObject([{ subkey: '', id: 'T' }]);
  });
});
