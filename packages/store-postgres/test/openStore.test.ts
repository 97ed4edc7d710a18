import { dialogueId } from '@colloquy/core';
import { postgresUrl } from '@colloquy/engines';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore } from '../src/index.ts';
import { eventually } from './support/eventually.ts';
import { codeOf } from './support/codeOf.ts';
import { change, commit, id } from './support/commits.ts';
import { connect, fixture, newSchema, openForTest, poolForTest, waiters } from './support/database.ts';

describe('opening a URL', () => {
  test('makes the schema and keeps what is committed', async () => {
    const { url, schema, store } = await fixture();
    expect(await store.commit(id, commit(1, { changes: [change('tension#00#01')] }))).toMatchObject({
      outcome: 'committed',
    });
    await store.close();
    const again = await openForTest({ url, schema });
    expect((await again.head(id))?.n).toBe(1);
    expect((await again.load(id)).records).toHaveLength(1);
  });

  test('closes its connections, also by await using', async () => {
    const url = new URL(postgresUrl());
    url.searchParams.set('application_name', 'colloquy-closing');
    const schema = await newSchema();
    const raw = await connect();
    const sessions = async () =>
      (await raw.query("SELECT 1 FROM pg_stat_activity WHERE application_name = 'colloquy-closing'")).rowCount;
    {
      await using store = await openPostgresStore({ url: url.href, schema });
      await store.commit(id, commit(1));
      expect(await sessions()).toBe(1);
    }
    await eventually(sessions).toBe(0);
  });

  test('that is refused leaves no connection behind', async () => {
    const url = new URL(postgresUrl());
    url.searchParams.set('application_name', 'colloquy-refused');
    const schema = await newSchema();
    expect(await codeOf(openPostgresStore({ url: url.href, schema, setup: false }))).toBe('schema_missing');
    const raw = await connect();
    const sessions = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'colloquy-refused'";
    // An idle connection would stay for ten seconds.
    await expect.poll(async () => (await raw.query(sessions)).rowCount, { timeout: 7000 }).toBe(0);
  });

  test('two schemas of one database are two stores', async () => {
    const one = await fixture();
    const two = await fixture();
    await one.store.commit(id, commit(1));
    expect(await two.store.head(id)).toBeUndefined();
    expect(await two.store.dialogueIds()).toEqual([]);
  });
});

describe('opening without setup', () => {
  test('a schema that is not there is not made', async () => {
    const schema = await newSchema();
    const url = postgresUrl();
    expect(await codeOf(openPostgresStore({ url, schema, setup: false }))).toBe('schema_missing');
    expect(await codeOf(openPostgresStore({ url, schema, readOnly: true }))).toBe('schema_missing');
    const raw = await connect();
    expect((await raw.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])).rowCount).toBe(0);
  });

  test('an empty schema has none either', async () => {
    const schema = await newSchema();
    const raw = await connect();
    await raw.query(`CREATE SCHEMA "${schema}"`);
    expect(await codeOf(openPostgresStore({ url: postgresUrl(), schema, setup: false }))).toBe('schema_missing');
    await openForTest({ url: postgresUrl(), schema });
    await openForTest({ url: postgresUrl(), schema, setup: false });
  });

  test('read-only reads what another store writes, and writes nothing', async () => {
    const { url, schema, store } = await fixture();
    await store.commit(id, commit(1, { changes: [change('claim#00#01')] }));
    await store.header.putIfAbsent(new Uint8Array([1]));
    const reader = await openForTest({ url, schema, readOnly: true });
    expect((await reader.head(id))?.n).toBe(1);
    expect(await codeOf(reader.commit(id, commit(2)))).toBe('read_only');
    expect(await codeOf(reader.header.putIfAbsent(new Uint8Array([2])))).toBe('read_only');
    expect(await codeOf(reader.header.replace(new Uint8Array([1]), new Uint8Array([2])))).toBe('read_only');
    await store.commit(id, commit(2));
    expect((await reader.head(id))?.n).toBe(2);
    expect(await reader.header.read()).toEqual(new Uint8Array([1]));
  });
});

describe("a caller's pool", () => {
  test('is not ended, and nothing of the store stays on it', async () => {
    const pool = poolForTest();
    const listeners = () => pool.eventNames().map((name) => [name, pool.listenerCount(name)]);
    const before = listeners();
    const { store } = await fixture({ pool });
    await Promise.all(['a', 'b', 'c', 'd'].map((each) => store.commit(dialogueId(each), commit(1))));
    expect(pool.listenerCount('error')).toBe(1);
    await store.close();
    await store.close();
    expect(pool.ended || pool.ending).toBe(false);
    expect(listeners()).toEqual(before);
    expect(pool.idleCount).toBe(pool.totalCount);
    const client = await pool.connect();
    // What an idle client of pg-pool has by itself is taken away when it is handed out.
    expect(client.listenerCount('error')).toBe(0);
    client.release();
    expect(await codeOf(store.head(id))).toBe('backend_closed');
  });

  test('leaves no listener on a signal', async () => {
    const { store } = await fixture();
    const controller = new AbortController();
    let listening = 0;
    const { signal } = controller;
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (...parameters: Parameters<typeof add>) => {
      listening += 1;
      add(...parameters);
    };
    signal.removeEventListener = (...parameters: Parameters<typeof remove>) => {
      listening -= 1;
      remove(...parameters);
    };
    await store.head(id, { signal });
    await store.commit(id, commit(1), { signal });
    expect(listening).toBe(0);
  });

  test('that its owner ended is a closed store', async () => {
    const pool = poolForTest();
    const { store } = await fixture({ pool });
    await pool.end();
    expect(await codeOf(store.head(id))).toBe('backend_closed');
    expect(await codeOf(openPostgresStore({ pool }))).toBe('backend_closed');
  });

  test('serves two stores with schemas of their own, statements included', async () => {
    const pool = poolForTest({ max: 1 });
    const one = await fixture({ pool });
    const two = await fixture({ pool });
    await one.store.commit(id, commit(1));
    expect(await two.store.head(id)).toBeUndefined();
    await two.store.commit(id, commit(1, { by: 'two' }));
    expect((await one.store.head(id))?.commitId).toBe(commit(1).commitId);
    expect((await two.store.head(id))?.commitId).toBe(commit(1, { by: 'two' }).commitId);
  });
});

test('after close every call is refused, and closing again does nothing', async () => {
  const { store } = await fixture();
  await store.commit(id, commit(1));
  await Promise.all([store.close(), store.close()]);
  const calls = [
    store.head(id),
    store.get(id, []),
    store.last(id, ''),
    store.load(id),
    store.log(id, 1, 1),
    store.commit(id, commit(2)),
    store.settle(id),
    store.dialogueIds(),
    store.header.read(),
    store.header.holdsData(),
  ];
  expect(await Promise.all(calls.map((call) => codeOf(call)))).toEqual(calls.map(() => 'backend_closed'));
  await store.close();
});

test('closing ends calls that are under way', async () => {
  const { store, raw, schema } = await fixture();
  await raw.query(`BEGIN; LOCK TABLE "${schema}".heads IN ACCESS EXCLUSIVE MODE`);
  onTestFinished(async () => void (await raw.query('ROLLBACK')));
  const reading = codeOf(store.head(id));
  const writing = codeOf(store.commit(id, commit(1)));
  await eventually(() => waiters(raw, schema)).toBe(2);
  await store.close();
  expect([await reading, await writing]).toEqual(['backend_closed', 'outcome_unknown']);
});
