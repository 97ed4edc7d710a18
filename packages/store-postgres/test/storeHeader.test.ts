import { expect, test } from 'vitest';
import { eventually } from './support/eventually.ts';
import { codeOf } from './support/codeOf.ts';
import { bytes, commit, id } from './support/commits.ts';
import { fixture, openForTest, waiters } from './support/database.ts';

const [one, two, three] = [bytes('one'), bytes('two'), bytes('three')];

test('of many that put a header at once all hold the same one', async () => {
  const { store, url, schema } = await fixture();
  const other = await openForTest({ url, schema });
  const puts = Array.from({ length: 12 }, (_, k) => (k % 2 === 0 ? store : other).header.putIfAbsent(bytes(`h${k}`)));
  const held = await Promise.all(puts);
  expect(new Set(held.map((each) => Buffer.from(each).toString())).size).toBe(1);
  expect(await other.header.read()).toEqual(held[0]);
});

test('of two that replace one header at once one wins', async () => {
  const { store, raw, schema } = await fixture();
  await store.header.putIfAbsent(one);
  await raw.query(`BEGIN; SELECT FROM "${schema}".store_header FOR UPDATE`);
  const replacing = Promise.all([store.header.replace(one, two), store.header.replace(one, three)]);
  await eventually(() => waiters(raw, schema)).toBe(2);
  await raw.query('COMMIT');
  expect((await replacing).filter((won) => won)).toHaveLength(1);
  expect([two, three]).toContainEqual(await store.header.read());
  expect(await store.header.replace(one, two)).toBe(false);
});

test('holdsData speaks of dialogues, not of the header', async () => {
  const { store } = await fixture();
  await store.header.putIfAbsent(one);
  expect(await store.header.holdsData()).toBe(false);
  await store.commit(id, commit(1));
  expect(await store.header.holdsData()).toBe(true);
});

test('the table takes one row', async () => {
  const { store, run } = await fixture();
  await store.header.putIfAbsent(one);
  await expect(run('INSERT INTO @store_header VALUES (2, $1)', [two])).rejects.toMatchObject({ code: '23514' });
});

test('another that holds the table is waited for, and then busy', async () => {
  const { store, url, schema, raw } = await fixture();
  await store.header.putIfAbsent(one);
  const patient = await openForTest({ url, schema, callTimeoutMs: 500 });
  await raw.query(`BEGIN; SELECT FROM "${schema}".store_header FOR UPDATE`);
  expect(await codeOf(patient.header.replace(one, two))).toBe('backend_busy');
  expect(await patient.header.read()).toEqual(one);
  await raw.query('ROLLBACK');
  expect(await patient.header.replace(one, two)).toBe(true);
});
