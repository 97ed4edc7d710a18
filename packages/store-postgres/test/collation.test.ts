import { compareAscii, dialogueId, isRecordKey } from '@colloquy/core';
import { expect, test } from 'vitest';
import { change, commit, id, key } from './support/commits.ts';
import { fixture } from './support/database.ts';

// Keys in the order of their bytes: digits, capitals, underscore, small letters, tilde. ICU ignores case and punctuation at first.
const keys = ['a#-', 'a#.b', 'a#0', 'a#9', 'a#A', 'a#B', 'a#Z', 'a#_', 'a#a', 'a#a-', 'a#aB', 'a#b', 'a#z', 'a#~'].map(
  key,
);
const ids = ['a', 'a-', 'a-2', 'a0', 'a2', 'ab', 'b', 'b-1', 'b1'];

test('the collation of the test database would give another order, and other ranges', async () => {
  const { run } = await fixture();
  expect(keys.toSorted(compareAscii)).toEqual(keys);
  await run('CREATE TABLE @naive (key text PRIMARY KEY)');
  await run('INSERT INTO @naive SELECT unnest($1::text[])', [keys]);
  const ordered = (await run('SELECT key FROM @naive ORDER BY key')).map((row) => row['key']);
  expect(ordered).not.toEqual(keys);
  const below = (await run("SELECT key FROM @naive WHERE key >= 'a#A' AND key < 'a#B' ORDER BY key")).map(
    (row) => row['key'],
  );
  expect(below).not.toEqual(['a#A']);
  const [last] = await run('SELECT key FROM @naive ORDER BY key DESC LIMIT 1');
  expect(last).not.toEqual({ key: 'a#~' });
});

test('keys come in the order of bytes all the same, and ranges are ranges of bytes', async () => {
  const { store } = await fixture();
  await store.commit(id, commit(1, { changes: keys.map((each) => change(each)) }));
  expect((await store.load(id)).records.map((record) => record.key)).toEqual(keys);
  expect((await store.get(id, keys.toReversed())).records.map((record) => record.key)).toEqual(keys);
  expect((await store.last(id, 'a#'))?.key).toBe('a#~');
  expect((await store.last(id, 'a#A'))?.key).toBe('a#A');
  expect((await store.last(id, 'a#a'))?.key).toBe('a#aB');
  expect((await store.last(id, 'a#.'))?.key).toBe('a#.b');
  // Keys that a collation could take for equal are different keys.
  const checks = [
    { key: key('a#a'), digest: change('a#a').digest },
    { key: key('a#A'), digest: change('a#a').digest },
  ];
  expect(await store.commit(id, commit(2, { checks }))).toMatchObject({ outcome: 'mismatch', keys: ['a#A'] });
});

test('dialogues are listed in the order of bytes, and none is mistaken for another', async () => {
  const { store } = await fixture();
  for (const each of ids.toReversed()) await store.commit(dialogueId(each), commit(1, { by: each }));
  expect(await store.dialogueIds()).toEqual(ids);
  for (const each of ids) expect((await store.head(dialogueId(each)))?.commitId).toBe(commit(1, { by: each }).commitId);
});

test('the list of dialogues does not hang on the collation either', async () => {
  const { store, run } = await fixture();
  for (const each of ['a', 'b']) await store.commit(dialogueId(each), commit(1));
  // No id has capitals; one that somebody has tampered with may.
  await run("UPDATE @heads SET dialogue_id = 'Z' WHERE dialogue_id = 'b'");
  const [naive] = await run("SELECT array_agg(id ORDER BY id) AS ids FROM unnest(ARRAY['Z', 'a', 'b']) AS id");
  expect(naive).toEqual({ ids: ['a', 'b', 'Z'] });
  expect(await store.dialogueIds()).toEqual(['Z', 'a', 'b']);
});

test('log pages go by number, not by text', async () => {
  const { store } = await fixture();
  for (let n = 1; n <= 12; n += 1) await store.commit(id, commit(n));
  const { entries, next } = await store.log(id, 2, 9);
  expect([entries.map(({ n }) => n), next]).toEqual([[2, 3, 4, 5, 6, 7, 8, 9, 10], 11]);
});

test('jsonb reorders and merges names; attributes come back with their types, the safe integers to their ends included', async () => {
  const { store, run } = await fixture();
  const attributes = {
    zz: 1,
    b: true,
    a: 'x',
    most: 2 ** 53 - 1,
    least: -(2 ** 53 - 1),
    zero: 0,
    minusOne: -1,
    word: '1e2',
    no: false,
  };
  await store.commit(id, commit(1, { changes: [change('claim#00#01', { attributes })] }));
  const [stored] = await run('SELECT attributes::text FROM @records');
  expect(Object.keys(JSON.parse(String(stored?.['attributes'])) as object)).not.toEqual(Object.keys(attributes));
  expect((await store.load(id)).records[0]?.attributes).toEqual(attributes);
});

test('every byte comes back, in head, log and records', async () => {
  const { store } = await fixture();
  const every = Uint8Array.from({ length: 256 }, (_, k) => k);
  const written = {
    ...commit(1, { changes: [change('claim#00#01', { envelope: every })], body: every }),
    header: every,
    auth: every,
  };
  await store.commit(id, written);
  const { head, records } = await store.load(id);
  const [entry] = (await store.log(id, 1, 1)).entries;
  expect([head?.header, head?.auth, records[0]?.envelope, entry?.header, entry?.body, entry?.auth]).toEqual(
    Array(6).fill(every),
  );
  await store.header.putIfAbsent(every);
  expect(await store.header.read()).toEqual(every);
  expect(isRecordKey(records[0]?.key ?? '')).toBe(true);
});
