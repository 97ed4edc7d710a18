import { postgresUrl } from '@colloquy/engines';
import { describe, expect, onTestFinished, test } from 'vitest';
import { eventually } from './support/eventually.ts';
import { errorOf } from './support/codeOf.ts';
import { change, commit, id, key } from './support/commits.ts';
import { connect, fixture, openForTest, waiters, type Fixture } from './support/database.ts';
import { batch, entry, headAt, record, residence } from './support/residences.ts';

const claim = { from: null, to: residence('importing'), head: null };
const abort = { from: residence('importing'), to: residence('aborted'), head: null };
const leave = (n: number) => ({ from: null, to: residence('moved'), head: headAt(n), entry: entry(n + 1, 'mover') });
const activate = (n: number) => ({ from: residence('importing'), to: null, head: null, entry: entry(n, 'mover') });

interface Race extends Fixture {
  /** Sends the second call while the first one has written everything and not committed; lets it commit then, or ends its session. */
  readonly race: <A, B>(
    first: () => Promise<A>,
    second: () => Promise<B>,
    end?: 'commit' | 'kill',
  ) => Promise<readonly [PromiseSettledResult<A>, PromiseSettledResult<B>]>;
}

async function settled<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([promise]);
  return result;
}

/** Stores whose sessions have this isolation, and a gate behind every change of a head. */
async function racing(isolation: string): Promise<Race> {
  const url = new URL(postgresUrl());
  url.searchParams.set('options', `-c default_transaction_isolation=${isolation.replace(' ', '\\ ')}`);
  const given = await fixture({ url: url.href });
  const { run, schema, raw } = given;
  const gate = await connect();
  // Fired at the end of the statement: rows are written and locked.
  await run(`CREATE FUNCTION @gate() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock_shared(hashtext('${schema}')); RETURN NULL; END $$`);
  await run('CREATE TRIGGER gate AFTER INSERT OR UPDATE ON @heads FOR EACH ROW EXECUTE FUNCTION @gate()');
  const race: Race['race'] = async (first, second, end = 'commit') => {
    await gate.query('SELECT pg_advisory_lock(hashtext($1))', [schema]);
    const one = settled(first());
    await eventually(() => waiters(raw, schema)).toBe(1);
    const two = settled(second());
    await eventually(() => waiters(raw, schema)).toBe(2);
    if (end === 'kill') {
      const { rowCount } = await raw.query(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE wait_event = 'advisory' AND position($1 IN query) > 0",
        [schema],
      );
      expect(rowCount).toBe(1);
    }
    await gate.query('SELECT pg_advisory_unlock(hashtext($1))', [schema]);
    return [await one, await two];
  };
  return { ...given, race };
}

const done = <T>(value: T) => ({ status: 'fulfilled', value: expect.objectContaining(value as object) as unknown });
const failed = (code: string, context: object = {}) => ({
  status: 'rejected',
  reason: expect.objectContaining({ code, context: expect.objectContaining(context) as unknown }) as unknown,
});

describe.each(['read committed', 'repeatable read', 'serializable'])('under %s', (isolation) => {
  test('a first commit that meets a claim is dialogue_moving; where the claim dies it lands', async () => {
    for (const end of ['commit', 'kill'] as const) {
      const { store, race, run } = await racing(isolation);
      const claiming = () => store.migration.change(id, claim);
      const [, committed] = await race(claiming, () => store.commit(id, commit(1)), end);
      const lands = end === 'kill';
      expect(committed).toEqual(lands ? done({ outcome: 'committed' }) : failed('dialogue_moving', { dialogueId: id }));
      expect(await run('SELECT n::int, residence FROM @heads')).toEqual([
        lands ? { n: 1, residence: null } : { n: 0, residence: 'importing' },
      ]);
      expect(await run('SELECT n::int FROM @log')).toEqual(lands ? [{ n: 1 }] : []);
    }
  });

  test('a claim that meets a first commit did not take place; where the commit dies it did', async () => {
    for (const end of ['commit', 'kill'] as const) {
      const { store, race } = await racing(isolation);
      const committing = () => store.commit(id, commit(1));
      const [, claimed] = await race(committing, () => store.migration.change(id, claim), end);
      expect(claimed).toMatchObject(
        end === 'kill'
          ? done({ changed: true, head: undefined, residence: residence('importing') })
          : done({ changed: false, head: expect.objectContaining(headAt(1)) as unknown, residence: null }),
      );
    }
  });

  test('a commit that meets migrate.out at its n is a conflict with it, and dialogue_moved above', async () => {
    for (const end of ['commit', 'kill'] as const) {
      const { store, race } = await racing(isolation);
      await store.commit(id, commit(1));
      const leaving = () => store.migration.change(id, leave(1));
      const [, committed] = await race(leaving, () => store.commit(id, commit(2)), end);
      if (end === 'kill') expect(committed).toEqual(done({ outcome: 'committed' }));
      else expect(committed).toEqual(done({ outcome: 'conflict', entry: entry(2, 'mover') }));
      if (end === 'commit') expect((await errorOf(store.commit(id, commit(3)))).code).toBe('dialogue_moved');
    }
  });

  test('a leave that meets a commit did not take place, and is told the head', async () => {
    const { store, race } = await racing(isolation);
    await store.commit(id, commit(1));
    const committing = () => store.commit(id, commit(2));
    const [committed, left] = await race(committing, () => store.migration.change(id, leave(1)));
    expect(committed).toEqual(done({ outcome: 'committed' }));
    expect(left).toEqual(
      done({ changed: false, residence: null, head: expect.objectContaining(headAt(2)) as unknown }),
    );
    expect((await store.log(id, 1, 10)).entries.map(({ commitId }) => commitId)).toEqual(
      [entry(1), entry(2)].map(({ commitId }) => commitId),
    );
  });

  test('of abort and activate one takes place, and the other is told what stands there', async () => {
    const { store, race } = await racing(isolation);
    await store.migration.change(id, claim);
    const [aborted, activated] = await race(
      () => store.migration.change(id, abort),
      () => store.migration.change(id, activate(3)),
    );
    expect(aborted).toEqual(done({ changed: true }));
    expect(activated).toEqual(done({ changed: false, head: undefined, residence: residence('aborted') }));
    expect((await store.log(id, 1, 10)).entries).toEqual([]);
  });

  test('the same change twice at once takes place once, and both are told so', async () => {
    const { store, race } = await racing(isolation);
    const once = () => store.migration.change(id, claim);
    const held = { changed: true, head: undefined, residence: residence('importing') };
    expect(await race(once, once)).toEqual([done(held), done(held)]);
    const end = () => store.migration.change(id, activate(3));
    const active = { changed: true, head: expect.objectContaining(headAt(3, 'mover')) as unknown, residence: null };
    expect(await race(end, end)).toEqual([done(active), done(active)]);
    expect((await store.log(id, 1, 10)).entries).toEqual([entry(3, 'mover')]);
  });

  test('a batch that meets an abort writes nothing; where the abort dies, all of it', async () => {
    for (const end of ['commit', 'kill'] as const) {
      const { store, race, run } = await racing(isolation);
      await store.migration.change(id, claim);
      const rows = batch({ entries: [entry(1)], records: [record('claim#00#01')] });
      const aborting = () => store.migration.change(id, abort);
      const [, batched] = await race(aborting, () => store.migration.writeBatch(id, claim.to, rows), end);
      expect(batched).toEqual(done({ written: end === 'kill' }));
      const count = end === 'kill' ? 1 : 0;
      expect(await run('SELECT (SELECT count(*) FROM @log)::int AS log, count(*)::int FROM @records')).toEqual([
        { log: count, count },
      ]);
    }
  });

  test('an activation that meets a batch with an entry at its n finds the entry, though it began before', async () => {
    const { store, race } = await racing(isolation);
    await store.migration.change(id, claim);
    const [batched, activated] = await race(
      () => store.migration.writeBatch(id, claim.to, batch({ entries: [entry(3)] })),
      () => store.migration.change(id, activate(3)),
    );
    expect(batched).toEqual(done({ written: true }));
    expect(activated).toEqual(done({ changed: false, residence: claim.to }));
    expect((await store.log(id, 1, 10)).entries).toEqual([entry(3)]);
  });

  test('a batch that removes what one before it put, and overwrites what it put, has seen it', async () => {
    const { store, race, run } = await racing(isolation);
    await store.migration.change(id, claim);
    const put = batch({ entries: [entry(1), entry(2)], records: [record('claim#00#01'), record('claim#00#02')] });
    const newer = record('claim#00#02', { envelope: new Uint8Array(3) });
    const clear = batch({
      entries: [entry(2, 'two')],
      records: [newer],
      removeEntries: [1],
      removeRecords: [key('claim#00#01')],
    });
    const results = await race(
      () => store.migration.writeBatch(id, claim.to, put),
      () => store.migration.writeBatch(id, claim.to, clear),
    );
    expect(results).toEqual([done({ written: true }), done({ written: true })]);
    expect((await store.log(id, 1, 10)).entries).toEqual([entry(2, 'two')]);
    expect((await store.migration.exportBatch(id, undefined)).records).toEqual([newer]);
    expect(await run('SELECT residence FROM @heads')).toEqual([{ residence: 'importing' }]);
  });

  test('of many transitions at once one takes place; batches of as many movers are all written', async () => {
    const { store, url, schema } = await racing(isolation);
    const stores = [store];
    for (let k = 1; k < 4; k += 1) stores.push(await openForTest({ url, schema, maxConnections: 3 }));
    const movers = stores.flatMap((each, k) => [0, 1].map((j) => ({ store: each, name: `mover ${k} ${j}` })));
    const claims = await Promise.all(
      movers.map((mover) => mover.store.migration.change(id, { ...claim, to: residence('importing', mover.name) })),
    );
    const winner = movers.find((_, k) => claims[k]?.changed === true);
    expect(claims.filter(({ changed }) => changed)).toHaveLength(1);
    const held = residence('importing', winner?.name);
    expect(claims.map((answer) => answer.residence)).toEqual(claims.map(() => held));
    const batches = await Promise.all(
      movers.map((mover, k) =>
        mover.store.migration.writeBatch(id, held, batch({ entries: [entry(k + 1)], removeEntries: [100] })),
      ),
    );
    expect(batches.map(({ written }) => written)).toEqual(batches.map(() => true));
    expect((await store.log(id, 1, 10)).entries.map(({ n }) => n)).toEqual(movers.map((_, k) => k + 1));
  });
});

test('a session that is ended in a change or a batch: outcome_unknown, and nothing of it is there', async () => {
  const { store, race, run } = await racing('read committed');
  const lost = failed('outcome_unknown');
  expect(
    (
      await race(
        () => store.migration.change(id, claim),
        () => store.migration.change(id, claim),
        'kill',
      )
    )[0],
  ).toEqual(lost);
  const rows = batch({ entries: [entry(1)], records: [record('claim#00#01')], removeEntries: [2] });
  const batching = () => store.migration.writeBatch(id, claim.to, rows);
  expect((await race(batching, () => store.migration.change(id, abort), 'kill'))[0]).toEqual(lost);
  expect(await run('SELECT 1 FROM @log UNION ALL SELECT 1 FROM @records')).toEqual([]);
  expect(await store.migration.residence(id)).toMatchObject({ residence: residence('aborted') });
  expect((await errorOf(store.commit(id, commit(9)))).code).toBe('dialogue_moving');
});

test('an answer that is lost after the change took effect: the same change again says that it took place', async () => {
  const { store, raw, schema, run } = await fixture();
  await store.commit(id, commit(1, { changes: [change('claim#00#01')] }));
  const controller = new AbortController();
  // Behind the statement, before its answer: the caller stops waiting, the server goes on.
  await run(`CREATE FUNCTION @gate() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock_shared(hashtext('${schema}')); RETURN NULL; END $$`);
  await run('CREATE TRIGGER gate AFTER UPDATE ON @heads FOR EACH ROW EXECUTE FUNCTION @gate()');
  const gate = await connect();
  await gate.query('SELECT pg_advisory_lock(hashtext($1))', [schema]);
  onTestFinished(() => controller.abort());
  const leaving = errorOf(store.migration.change(id, leave(1), { signal: controller.signal }));
  await eventually(() => waiters(raw, schema)).toBe(1);
  controller.abort(new Error('enough'));
  expect((await leaving).code).toBe('outcome_unknown');
  const again = store.migration.change(id, leave(1));
  await eventually(() => waiters(raw, schema)).toBe(2);
  await gate.query('SELECT pg_advisory_unlock(hashtext($1))', [schema]);
  expect(await again).toMatchObject({ changed: true, head: headAt(2, 'mover'), residence: residence('moved') });
  expect((await store.log(id, 1, 10)).entries).toHaveLength(2);
});
