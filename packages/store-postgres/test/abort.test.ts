import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { dialogueId, isColloquyError, type CallOptions } from '@colloquy/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore, type PostgresClient, type PostgresPool, type PostgresStore } from '../src/index.ts';
import { eventually } from './support/eventually.ts';
import { errorOf } from './support/codeOf.ts';
import { commit, id } from './support/commits.ts';
import { batch, residence } from './support/residences.ts';
import { fixture, openForTest, poolForTest, waiters, type Fixture } from './support/database.ts';

const reason = new Error('enough');

const moving = dialogueId('moving');
const never = new AbortController().signal;

const calls: readonly (readonly [string, (store: PostgresStore, options: CallOptions) => Promise<unknown>])[] = [
  ['head', (store, options) => store.head(id, options)],
  ['get', (store, options) => store.get(id, [], options)],
  ['last', (store, options) => store.last(id, '', options)],
  ['load', (store, options) => store.load(id, options)],
  ['log', (store, options) => store.log(id, 1, 1, options)],
  ['commit', (store, options) => store.commit(id, commit(1), options)],
  ['settle', (store, options) => store.settle(id, options)],
  ['dialogueIds', (store, options) => store.dialogueIds(options)],
  ['migration.residence', (store, options) => store.migration.residence(id, options)],
  [
    'migration.change',
    (store, options) => store.migration.change(moving, { from: null, to: residence('importing'), head: null }, options),
  ],
  ['migration.exportBatch', (store, options) => store.migration.exportBatch(id, undefined, options)],
  [
    'migration.writeBatch',
    (store, options) => store.migration.writeBatch(moving, residence('importing'), batch({}), options),
  ],
  [
    'migration.listPartitions',
    (store, options) => store.migration.listPartitions({ limit: 1, signal: options.signal ?? never }),
  ],
  ['header.read', (store, options) => store.header.read(options)],
  ['header.putIfAbsent', (store, options) => store.header.putIfAbsent(new Uint8Array(1), options)],
  ['header.replace', (store, options) => store.header.replace(new Uint8Array(1), new Uint8Array(2), options)],
  ['header.holdsData', (store, options) => store.header.holdsData(options)],
];

const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** What every call rejects with when one signal is aborted after `ready`. */
async function abortAll(store: PostgresStore, ready: () => Promise<unknown>): Promise<Record<string, unknown>> {
  const controller = new AbortController();
  const rejections = calls.map(async ([name, call]) => [name, await rejection(call(store, controller))] as const);
  await ready();
  controller.abort(reason);
  return Object.fromEntries(await Promise.all(rejections));
}

const allWith = (what: unknown) => Object.fromEntries(calls.map(([name]) => [name, what]));

/** Holds every table, so that no call but that of the header gets an answer; ended by what is returned. */
async function lockAll({ raw, schema }: Fixture): Promise<() => Promise<void>> {
  const tables = ['heads', 'log', 'records', 'store_header'].map((table) => `"${schema}".${table}`);
  await raw.query(`BEGIN; LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE`);
  return async () => void (await raw.query('ROLLBACK'));
}

describe('a signal', () => {
  test('that is aborted already: its reason, no connection, no effect', async () => {
    const { store } = await fixture();
    const rejections = calls.map(([, call]) => rejection(call(store, { signal: AbortSignal.abort(reason) })));
    expect(await Promise.all(rejections)).toEqual(calls.map(() => reason));
    expect(await store.head(id)).toBeUndefined();
    expect(
      await rejection(openPostgresStore({ url: 'postgres://127.0.0.1:1' }, { signal: AbortSignal.abort(reason) })),
    ).toBe(reason);
  });

  test('while all connections are in use: its reason, no effect, and the pool is whole afterwards', async () => {
    const pool = poolForTest({ max: 1 });
    const { store } = await fixture({ pool });
    const taken = await pool.connect();
    const rejected = await abortAll(store, () => eventually(() => pool.waitingCount).toBe(calls.length));
    expect(rejected).toEqual(allWith(reason));
    taken.release();
    expect(await store.head(id)).toBeUndefined();
    expect([pool.totalCount, pool.idleCount, pool.waitingCount]).toEqual([1, 1, 0]);
  });

  test('at the moment when a connection is there: its reason, and nothing is sent', async () => {
    const pool = poolForTest({ max: 1 });
    const controller = new AbortController();
    let aborting = false;
    let sent = 0;
    const late: PostgresPool = {
      connect: async () => {
        const client = await pool.connect();
        const query = client.query.bind(client) as PostgresClient['query'];
        // After the connection is given, and before anybody can go on with it.
        if (aborting) queueMicrotask(() => controller.abort(reason));
        return {
          query: (statement) => {
            sent += 1;
            return query(statement);
          },
          release: (destroy) => client.release(destroy),
          on: (event, listener) => client.on(event, listener),
          off: (event, listener) => client.off(event, listener),
        };
      },
      end: () => pool.end(),
      on: (event, listener) => pool.on(event, listener),
      off: (event, listener) => pool.off(event, listener),
    };
    const { store } = await fixture({ pool: late });
    [aborting, sent] = [true, 0];
    expect(await rejection(store.commit(id, commit(1), controller))).toBe(reason);
    expect([sent, pool.idleCount, pool.totalCount]).toEqual([0, 1, 1]);
    aborting = false;
    expect(await store.head(id)).toBeUndefined();
  });

  test('while connecting: its reason', async () => {
    const sockets: Socket[] = [];
    // Accepts, and says nothing.
    const silent = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      silent.close();
    });
    const { port } = silent.address() as AddressInfo;
    const controller = new AbortController();
    const url = `postgres://app@127.0.0.1:${port}/x`;
    const opening = rejection(openPostgresStore({ url, connectTimeoutMs: 300 }, controller));
    await eventually(() => sockets.length).toBe(1);
    controller.abort(reason);
    expect(await opening).toBe(reason);
  });

  test('while statements run: reads give its reason, what is sent once outcome_unknown, and the store goes on', async () => {
    const given = await fixture({ maxConnections: calls.length });
    const { store, raw, schema } = given;
    const unlock = await lockAll(given);
    const rejected = await abortAll(store, () => eventually(() => waiters(raw, schema)).toBe(calls.length));
    const writes = ['commit', 'migration.change', 'migration.writeBatch'];
    for (const name of writes) expect(rejected[name]).toMatchObject({ code: 'outcome_unknown', cause: reason });
    const ofOthers = Object.fromEntries(writes.map((name) => [name, reason]));
    expect({ ...rejected, ...ofOthers }).toEqual(allWith(reason));
    expect(await waiters(raw, schema)).toBeGreaterThan(0);
    await unlock();
    // The session that was left alone either wrote or did not; sent again, the commit is there once.
    expect((await store.commit(id, commit(1))).outcome).toBe('committed');
    expect((await store.log(id, 1, 10)).entries).toHaveLength(1);
  });

  test('between two attempts: its reason, and no further attempt', async () => {
    const { store, run, schema } = await fixture();
    await run('CREATE SEQUENCE @attempts');
    await run(`CREATE FUNCTION @veto() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM nextval('"${schema}".attempts'); RAISE EXCEPTION USING ERRCODE = '40001'; END $$`);
    await run('CREATE TRIGGER veto BEFORE INSERT ON @log FOR EACH ROW EXECUTE FUNCTION @veto()');
    const controller = new AbortController();
    const committing = rejection(store.commit(id, commit(1), controller));
    await eventually(async () => (await run('SELECT is_called FROM @attempts'))[0]?.['is_called']).toBe(true);
    controller.abort(reason);
    const error = await committing;
    // Aborted in the delay, or on the way: never as if it had been judged.
    expect(error === reason || isColloquyError(error, 'outcome_unknown')).toBe(true);
    const [{ last_value: attempts } = {}] = await run('SELECT last_value::int FROM @attempts');
    expect(attempts).toBeLessThan(10);
    expect(await store.head(id)).toBeUndefined();
  });
});

describe('the end of a call’s time', () => {
  test('behind a pool that is exhausted: backend_busy, own pool and given, and recovery', async () => {
    const pool = poolForTest({ max: 1 });
    const given = await fixture({ pool, callTimeoutMs: 150 });
    const taken = await pool.connect();
    const error = await errorOf(given.store.commit(id, commit(1)));
    expect(error).toMatchObject({ code: 'backend_busy', context: { reason: 'pool exhausted' } });
    taken.release();
    expect((await given.store.commit(id, commit(1))).outcome).toBe('committed');
    expect([pool.totalCount, pool.idleCount, pool.waitingCount]).toEqual([1, 1, 0]);
  });

  test('an own pool, by the time to connect', async () => {
    const given = await fixture();
    const { url, schema } = given;
    const store = await openForTest({ url, schema, maxConnections: 1, connectTimeoutMs: 100, callTimeoutMs: 5000 });
    const unlock = await lockAll(given);
    const blocked = errorOf(store.head(id));
    expect(await errorOf(store.head(id))).toMatchObject({
      code: 'backend_busy',
      context: { reason: 'pool exhausted' },
    });
    await unlock();
    await expect(blocked).rejects.toThrow('expected a rejection');
    expect((await store.commit(id, commit(1))).outcome).toBe('committed');
  });

  test('a given pool that times out by itself', async () => {
    const pool = poolForTest({ max: 1, connectionTimeoutMillis: 50 });
    const { store } = await fixture({ pool });
    const taken = await pool.connect();
    expect(await errorOf(store.head(id))).toMatchObject({
      code: 'backend_busy',
      context: { reason: 'pool exhausted' },
    });
    taken.release();
    expect(await store.head(id)).toBeUndefined();
  });

  test('while statements run without a limit of the server: a read is unavailable, a commit unknown', async () => {
    // A pool of the caller has no statement_timeout unless he sets it.
    const pool = poolForTest();
    const given = await fixture({ pool, callTimeoutMs: 200 });
    const unlock = await lockAll(given);
    expect(await errorOf(given.store.head(id))).toMatchObject({
      code: 'backend_unavailable',
      context: { callTimeoutMs: 200 },
    });
    expect(await errorOf(given.store.commit(id, commit(1)))).toMatchObject({ code: 'outcome_unknown' });
    await unlock();
    expect((await given.store.commit(id, commit(1))).outcome).toBe('committed');
    expect((await given.store.log(id, 1, 10)).entries).toHaveLength(1);
  });
});
