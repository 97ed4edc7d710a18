import { startPostgres, type PostgresServer } from '@colloquy/engines';
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { PostgresStore } from '../src/index.ts';
import { eventually } from './support/eventually.ts';
import { codeOf, errorOf } from './support/codeOf.ts';
import { commit, id } from './support/commits.ts';
import { connect, openForTest, poolForTest, randomName, waiters } from './support/database.ts';

let server: PostgresServer;
let schema = '';

beforeAll(async () => {
  server = await startPostgres();
  return () => server.close();
});

beforeEach(() => {
  schema = randomName('test');
});

const stores: readonly (readonly [string, () => Promise<PostgresStore>])[] = [
  ['an own pool', () => openForTest({ url: server.url, schema, connectTimeoutMs: 5000, callTimeoutMs: 15_000 })],
  [
    'a given pool',
    () => {
      const pool = poolForTest({ connectionString: server.url, connectionTimeoutMillis: 5000 });
      return openForTest({ pool, schema, callTimeoutMs: 15_000 });
    },
  ],
];

describe.each(stores)('over %s', (_, open) => {
  test('a server that is stopped is unavailable, and is used again when it is back, without reopening', async () => {
    const store = await open();
    await store.commit(id, commit(1));
    await server.stop();
    const calls = [store.head(id), store.load(id), store.commit(id, commit(2)), store.header.read()];
    expect(await Promise.all(calls.map((call) => codeOf(call)))).toEqual(calls.map(() => 'backend_unavailable'));
    await server.start();
    expect((await store.head(id))?.n).toBe(1);
    expect((await store.commit(id, commit(2))).outcome).toBe('committed');
  });

  test('a server that crashes: what was acknowledged is there, and the store goes on', async () => {
    const store = await open();
    for (let n = 1; n <= 5; n += 1) await store.commit(id, commit(n));
    await server.kill();
    const codes = ['backend_unavailable', 'outcome_unknown'];
    // The connection may not know yet.
    expect(codes).toContain(await codeOf(store.commit(id, commit(6))));
    await server.start();
    expect((await store.commit(id, commit(6))).outcome).toBe('committed');
    expect((await store.log(id, 1, 10)).entries.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('idle connections that the server ends are replaced without anybody noticing', async () => {
    const store = await open();
    const raw = await connect(server.url);
    await Promise.all([store.commit(id, commit(1)), store.head(id), store.head(id)]);
    const terminate = `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`;
    expect((await raw.query(terminate)).rowCount).toBeGreaterThan(0);
    expect((await store.head(id))?.n).toBe(1);
    expect((await store.commit(id, commit(2))).outcome).toBe('committed');
  });

  test('busy connections that the server ends: a read is repeated, a commit is unknown and can be sent again', async () => {
    const store = await open();
    await store.commit(id, commit(1));
    const [raw, lock] = [await connect(server.url), await connect(server.url)];
    const terminate = `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
    await lock.query(`BEGIN; LOCK TABLE "${schema}".heads IN ACCESS EXCLUSIVE MODE`);
    const writing = errorOf(store.commit(id, commit(2)));
    await eventually(() => waiters(raw, schema)).toBe(1);
    expect((await raw.query(terminate)).rowCount).toBe(1);
    expect(await writing).toMatchObject({ code: 'outcome_unknown' });

    const reading = store.head(id);
    await eventually(() => waiters(raw, schema)).toBe(1);
    expect((await raw.query(terminate)).rowCount).toBe(1);
    await eventually(() => waiters(raw, schema)).toBe(1);
    await lock.query('COMMIT');
    expect((await reading)?.n).toBe(1);
    expect((await store.commit(id, commit(2))).outcome).toBe('committed');
    expect((await store.log(id, 1, 10)).entries).toHaveLength(2);
  });

  test('a read whose connections are lost again and again gives up', async () => {
    const store = await open();
    await store.commit(id, commit(1));
    const [raw, lock] = [await connect(server.url), await connect(server.url)];
    await lock.query(`BEGIN; LOCK TABLE "${schema}".heads IN ACCESS EXCLUSIVE MODE`);
    const reading = errorOf(store.head(id));
    const terminate = `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
    for (let loss = 1; loss <= 3; loss += 1) {
      await eventually(() => waiters(raw, schema)).toBe(1);
      expect((await raw.query(terminate)).rowCount).toBe(1);
    }
    expect(await reading).toMatchObject({ code: 'backend_unavailable', context: { state: '57P01' } });
    await lock.query('COMMIT');
  });
});

describe('a server that does not answer', () => {
  test('costs a call its time and no more; a commit is unknown; and the store goes on when it answers again', async () => {
    const store = await openForTest({
      url: server.url,
      schema,
      connectTimeoutMs: 300,
      callTimeoutMs: 600,
      maxConnections: 2,
    });
    await store.commit(id, commit(1));
    await server.pause();
    onTestFinished(() => server.resume());
    expect(await errorOf(store.commit(id, commit(2)))).toMatchObject({ code: 'outcome_unknown' });
    // A new connection is not answered either.
    expect(await codeOf(store.head(id))).toBe('backend_unavailable');
    expect(await codeOf(store.commit(id, commit(2)))).toBe('backend_unavailable');
    await server.resume();
    expect((await store.commit(id, commit(2))).outcome).toBe('committed');
    expect((await store.log(id, 1, 10)).entries).toHaveLength(2);
  });

  test('does not keep a store from being closed', async () => {
    const store = await openForTest({ url: server.url, schema, connectTimeoutMs: 300, callTimeoutMs: 600 });
    await store.commit(id, commit(1));
    await server.pause();
    onTestFinished(() => server.resume());
    const reading = codeOf(store.load(id));
    const idle = codeOf(store.load(id));
    await store.close();
    expect([await reading, await idle]).toEqual(['backend_closed', 'backend_closed']);
  });
});

describe('where the database lets commits return before they are on disk', () => {
  test('an acknowledged commit and header survive a crash all the same', { timeout: 60_000 }, async () => {
    // The writer of the log sleeps, so what a transaction does not flush itself is lost.
    await using fragile = await startPostgres({ settings: { wal_writer_delay: '10s', synchronous_commit: 'off' } });
    const url = fragile.url;
    const store = await openForTest({ url, schema: 'durable' });
    const raw = await connect(url);
    await raw.query('CREATE TABLE written_by_others (n integer)');
    // Each write of the store is flushed by itself, or not at all: nothing that waits comes after it.
    const header = new Uint8Array([1]);
    const writes = [
      () => store.header.putIfAbsent(header),
      () => store.commit(id, commit(1)),
      () => store.header.replace(header, new Uint8Array([2])),
      () => store.commit(id, commit(2)),
    ];
    for (const write of writes) {
      await write();
      const other = await connect(url);
      await other.query('INSERT INTO written_by_others VALUES (1)');
      await fragile.kill();
      await fragile.start();
      // The proof that something could be lost: what was written last, without waiting.
      const after = await connect(url);
      expect((await after.query('SELECT FROM written_by_others')).rowCount).toBe(0);
      if (write === writes[0]) expect(await store.header.read()).toEqual(header);
    }
    expect([(await store.head(id))?.n, await store.header.read()]).toEqual([2, new Uint8Array([2])]);
    await store.close();
  });

  test('stricter settings are left as they are', async () => {
    for (const setting of ['on', 'remote_write', 'remote_apply', 'local', 'off']) {
      const url = new URL(server.url);
      url.searchParams.set('options', `-c synchronous_commit=${setting}`);
      const store = await openForTest({ url: url.href, schema });
      const raw = await connect(server.url);
      // Asked when the transaction is about to commit.
      await raw.query(`CREATE TABLE IF NOT EXISTS "${schema}".said (setting text)`);
      await raw.query(`CREATE OR REPLACE FUNCTION "${schema}".say() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO "${schema}".said VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$`);
      await raw.query(`DROP TRIGGER IF EXISTS say ON "${schema}".log`);
      await raw.query(`CREATE CONSTRAINT TRIGGER say AFTER INSERT ON "${schema}".log DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION "${schema}".say()`);
      await raw.query(`TRUNCATE "${schema}".said`);
      const n = ((await store.head(id))?.n ?? 0) + 1;
      await store.commit(id, commit(n));
      const { rows } = await raw.query(`SELECT setting FROM "${schema}".said`);
      expect(rows).toEqual([{ setting: setting === 'off' ? 'local' : setting }]);
      // For that transaction only: the connection of a given pool is its owner's.
      await store.close();
    }
  });
});
