import { dialogueId } from '@colloquy/core';
import { postgresUrl } from '@colloquy/engines';
import { describe, expect, test } from 'vitest';
import { bytes, change, commit, id, key } from './support/commits.ts';
import { connect, newSchema, openForTest } from './support/database.ts';
import { batch, entry, record, residence } from './support/residences.ts';
import { schemaOf, setUpSchema } from './support/schemas.ts';
import { sessionPool } from './support/sessionPool.ts';

const url = postgresUrl();

async function named(sessions: Awaited<ReturnType<typeof sessionPool>>['sessions']): Promise<number> {
  let count = 0;
  for (const session of sessions) {
    count += (await session.query("SELECT FROM pg_prepared_statements WHERE name LIKE 'colloquy%'")).rowCount ?? 0;
  }
  return count;
}

describe('transactionPooler, over sessions that change with every transaction', () => {
  test('setup, commits and reads work, and leave nothing in any session', async () => {
    const { pool, sessions, ran } = await sessionPool(url);
    const schema = await newSchema();
    const store = await openForTest({ pool, schema, transactionPooler: true });
    const raw = await connect();
    expect(await schemaOf(raw, schema)).toEqual(await schemaOf(raw, await setUpSchema(url)));
    const settings = async () =>
      Promise.all(
        sessions.map(
          async (each) =>
            (await each.query<Record<string, string>>('SELECT name, setting FROM pg_settings ORDER BY 1')).rows,
        ),
      );
    const before = await settings();

    const first = change('claim#00#01', { attributes: { status: 'open' } });
    for (let n = 1; n <= 8; n += 1) {
      const changes = n === 1 ? [first] : [change(`claim#01#0${n}`)];
      expect((await store.commit(id, commit(n, { changes }))).outcome).toBe('committed');
      expect((await store.commit(id, commit(n, { changes }))).outcome).toBe('committed');
      expect(await store.commit(id, commit(n, { by: 'two' }))).toMatchObject({ outcome: 'conflict', head: { n } });
      expect((await store.load(id)).records).toHaveLength(n);
      expect((await store.get(id, [key('claim#00#01')])).records[0]?.attributes).toEqual({ status: 'open' });
    }
    expect((await store.log(id, 1, 10)).entries).toHaveLength(8);
    expect(await store.header.putIfAbsent(bytes('one'))).toEqual(bytes('one'));
    expect(await store.header.replace(bytes('one'), bytes('two'))).toBe(true);
    const [moving, moved] = [dialogueId('moving'), residence('moved')];
    const importing = residence('importing');
    const claim = { from: null, to: importing, head: null };
    for (let round = 0; round < sessions.length; round += 1) {
      expect(await store.migration.change(moving, claim)).toMatchObject({ changed: true });
      const rows = batch({ entries: [entry(round + 1)], records: [record('claim#00#01')], removeEntries: [round] });
      expect(await store.migration.writeBatch(moving, importing, rows)).toMatchObject({ written: true });
      expect(await store.migration.writeBatch(moving, moved, rows)).toMatchObject({ written: false });
    }
    const end = { from: importing, to: null, head: null, entry: entry(9) };
    expect(await store.migration.change(moving, end)).toMatchObject({ changed: true });
    expect(await store.migration.change(moving, claim)).toMatchObject({ changed: false });
    expect((await store.log(moving, 1, 10)).entries.map(({ n }) => n)).toEqual([sessions.length, 9]);
    // Every session had its share.
    expect(new Set(ran.slice(-40)).size).toBe(sessions.length);
    expect(await named(sessions)).toBe(0);
    expect(await settings()).toEqual(before);
  });

  test('without it statements have names: the sessions would show', async () => {
    const { pool, sessions } = await sessionPool(url);
    const store = await openForTest({ pool, schema: await newSchema() });
    for (let k = 0; k < sessions.length; k += 1) await store.head(id);
    expect(await named(sessions)).toBe(sessions.length);
  });

  test('many that set up and write at once', async () => {
    const schema = await newSchema();
    const { pool } = await sessionPool(url, 6);
    const stores = await Promise.all([0, 1, 2, 3].map(() => openForTest({ pool, schema, transactionPooler: true })));
    const ids = stores.map((_, k) => dialogueId(`from-${k}`));
    for (let n = 1; n <= 5; n += 1) {
      const own = await Promise.all(stores.map((store, k) => store.commit(ids[k] ?? id, commit(n))));
      expect(own.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'committed'));
      const shared = await Promise.all(stores.map((store, k) => store.commit(id, commit(n, { by: `${k}` }))));
      expect(shared.filter(({ outcome }) => outcome === 'committed')).toHaveLength(1);
    }
    expect((await stores[0]?.log(id, 1, 10))?.entries).toHaveLength(5);
  });
});
