import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { codeOf } from './support/codeOf.ts';
import { bytes } from './support/commits.ts';
import { openForTest, temporaryPath } from './support/temporary.ts';

const [one, two] = [bytes('one'), bytes('two')];

test('a read-only store reads the header and stores none', async () => {
  const path = temporaryPath();
  const writer = await openForTest({ path });
  await writer.header.putIfAbsent(one);
  const { header } = await openForTest({ path, readOnly: true });
  expect(await header.read()).toEqual(one);
  expect(await header.holdsData()).toBe(false);
  expect(await codeOf(header.putIfAbsent(two))).toBe('read_only');
  expect(await codeOf(header.replace(one, two))).toBe('read_only');
  expect(await writer.header.read()).toEqual(one);
});

test('the header is in every backup', async () => {
  const store = await openForTest({ path: temporaryPath() });
  await store.header.putIfAbsent(one);
  const destination = temporaryPath('copy.db');
  await store.backup(destination);
  const copy = await openForTest({ path: destination });
  expect(await copy.header.read()).toEqual(one);
  expect(await copy.header.replace(one, two)).toBe(true);
  expect(await store.header.read()).toEqual(one);
});

test('the table takes one row', async () => {
  const path = temporaryPath();
  const { header } = await openForTest({ path });
  await header.putIfAbsent(one);
  const database = new Database(path);
  onTestFinished(() => void database.close());
  expect(() => database.prepare('INSERT INTO store_header VALUES (2, ?)').run(two)).toThrow(/CHECK/);
});

test('a writer in another connection is waited for, and then busy', async () => {
  const path = temporaryPath();
  const { header } = await openForTest({ path, busyTimeoutMs: 20 });
  await header.putIfAbsent(one);
  const database = new Database(path);
  onTestFinished(() => void database.close());
  database.exec('BEGIN IMMEDIATE');
  expect(await codeOf(header.replace(one, two))).toBe('backend_busy');
  expect(await header.read()).toEqual(one);
  database.exec('ROLLBACK');
  expect(await header.replace(one, two)).toBe(true);
});
