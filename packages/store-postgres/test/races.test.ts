import { dialogueId } from '@colloquy/core';
import { createDatabase, postgresUrl } from '@colloquy/engines';
import type pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { PostgresStore } from '../src/index.ts';
import { eventually } from './support/eventually.ts';
import { errorOf } from './support/codeOf.ts';
import { change, commit, digest, id, key } from './support/commits.ts';
import { connect, fixture, newSchema, openForTest, waiters } from './support/database.ts';

describe('a commit that is sent again while the session that first sent it may still commit', () => {
  /** The old session: head moved and records written, the entry too, and no COMMIT yet. */
  async function halfDone(raw: pg.Client, schema: string, n: number, by?: string): Promise<void> {
    const { commitId, header, body, auth } = commit(n, by === undefined ? {} : { by });
    await raw.query('BEGIN');
    await raw.query(
      n === 1
        ? `INSERT INTO "${schema}".heads (dialogue_id, n, commit_id, header, auth) VALUES ($1, $2, $3, $4, $5)`
        : `UPDATE "${schema}".heads SET n = $2, commit_id = $3, header = $4, auth = $5 WHERE dialogue_id = $1`,
      [id, n, commitId, header, auth],
    );
    const { digest: own, envelope } = change(`claim#00#0${n}`);
    await raw.query(`INSERT INTO "${schema}".records VALUES ($1, $2, $3, '{}', $4)`, [
      id,
      `claim#00#0${n}`,
      own,
      envelope,
    ]);
    await raw.query(`INSERT INTO "${schema}".log VALUES ($1, $2, $3, $4, $5, $6)`, [
      id,
      n,
      commitId,
      header,
      body,
      auth,
    ]);
  }

  const again = (n: number) => commit(n, { changes: [change(`claim#00#0${n}`)] });

  describe.each([1, 2])('commit %i', (n) => {
    test.each([
      ['COMMIT', 'recognises itself when the old one takes effect'],
      ['ROLLBACK', 'takes effect by itself when the old one does not'],
    ])('%s: %s', async (end) => {
      const { store, raw, schema, run } = await fixture();
      if (n === 2) await store.commit(id, again(1));
      await halfDone(raw, schema, n);
      const outcome = store.commit(id, again(n));
      await eventually(() => waiters(raw, schema)).toBe(1);
      await raw.query(end);
      expect(await outcome).toEqual({ dialogueId: id, outcome: 'committed' });
      expect(await run('SELECT n::int, commit_id FROM @log ORDER BY n')).toEqual(
        Array.from({ length: n }, (_, k) => ({ n: k + 1, commit_id: commit(k + 1).commitId })),
      );
      expect((await store.head(id))?.n).toBe(n);
      expect((await store.load(id)).records.map((record) => record.key)).toEqual(
        Array.from({ length: n }, (_, k) => `claim#00#0${k + 1}`),
      );
    });

    test('a conflict when the old session commits another', async () => {
      const { store, raw, schema } = await fixture();
      if (n === 2) await store.commit(id, again(1));
      await halfDone(raw, schema, n, 'two');
      const outcome = store.commit(id, again(n));
      await eventually(() => waiters(raw, schema)).toBe(1);
      await raw.query('COMMIT');
      const { commitId } = commit(n, { by: 'two' });
      expect(await outcome).toMatchObject({ outcome: 'conflict', head: { n, commitId }, entry: { n, commitId } });
    });
  });
});

/** Stores on a database of its own whose transactions have this isolation by default, and what writers without luck do. */
async function storesOn(isolation: string, count: number): Promise<readonly PostgresStore[]> {
  const database = await createDatabase(postgresUrl());
  onTestFinished(() => database.drop());
  const raw = await connect(database.url);
  await raw.query(`ALTER DATABASE ${database.name} SET default_transaction_isolation TO '${isolation}'`);
  const stores: PostgresStore[] = [];
  for (let k = 0; k < count; k += 1) stores.push(await openForTest({ url: database.url, maxConnections: 3 }));
  return stores;
}

describe.each(['read committed', 'repeatable read', 'serializable'])('under %s', (isolation) => {
  test('of racing commits one wins each n, and every other learns who', { timeout: 60_000 }, async () => {
    const stores = await storesOn(isolation, 4);
    for (let n = 1; n <= 8; n += 1) {
      const outcomes = await Promise.all(
        stores.flatMap((store, k) => [0, 1].map((j) => store.commit(id, commit(n, { by: `${k} ${j}` })))),
      );
      const head = await stores[0]?.head(id);
      expect(head?.n).toBe(n);
      expect(outcomes.filter(({ outcome }) => outcome === 'committed')).toHaveLength(1);
      for (const answer of outcomes) {
        if (answer.outcome === 'committed') continue;
        expect(answer).toMatchObject({ outcome: 'conflict', head: { n, commitId: head?.commitId } });
      }
    }
    expect((await stores[0]?.log(id, 1, 100))?.entries.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('the same commit sent by many at once is there once, and all hear committed', async () => {
    const stores = await storesOn(isolation, 3);
    for (let n = 1; n <= 4; n += 1) {
      const same = commit(n, { changes: [change(`claim#00#0${n}`)] });
      const outcomes = await Promise.all(stores.flatMap((store) => [store.commit(id, same), store.commit(id, same)]));
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(outcomes.map(() => 'committed'));
    }
    expect((await stores[0]?.log(id, 1, 100))?.entries).toHaveLength(4);
  });

  test('a condition that fails is a mismatch, never a write', async () => {
    const [store] = await storesOn(isolation, 1);
    await store?.commit(id, commit(1, { changes: [change('claim#00#01')] }));
    const checks = [{ key: key('claim#00#01'), digest: digest(new Uint8Array(1)) }];
    expect(await store?.commit(id, commit(2, { checks }))).toMatchObject({
      outcome: 'mismatch',
      keys: ['claim#00#01'],
    });
    expect((await store?.head(id))?.n).toBe(1);
  });

  test('writers of different dialogues do not stand in each other’s way', async () => {
    const [one, two] = await storesOn(isolation, 2);
    if (one === undefined || two === undefined) throw new Error('no stores');
    const ids = Array.from({ length: 10 }, (_, k) => dialogueId(`dialogue-${k}`));
    for (let n = 1; n <= 3; n += 1) {
      const outcomes = await Promise.all(ids.map((each, k) => (k % 2 === 0 ? one : two).commit(each, commit(n))));
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'committed'));
    }
  });
});

describe('what the server rolls back because others stood in the way', () => {
  test.each(['40001', '40P01'])('%s is repeated whole until it succeeds', async (state) => {
    const { store, run, schema } = await fixture();
    await store.commit(id, commit(1));
    // A sequence is not rolled back: it counts attempts.
    await run(`CREATE SEQUENCE @attempts`);
    await run(`CREATE FUNCTION @veto() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('"${schema}".attempts') < 4 THEN RAISE EXCEPTION USING ERRCODE = '${state}'; END IF; RETURN NEW; END $$`);
    await run('CREATE TRIGGER veto BEFORE INSERT ON @log FOR EACH ROW EXECUTE FUNCTION @veto()');
    expect((await store.commit(id, commit(2, { changes: [change('claim#00#01')] }))).outcome).toBe('committed');
    expect(await run('SELECT last_value::int AS attempts FROM @attempts')).toEqual([{ attempts: 4 }]);
    expect((await store.log(id, 1, 10)).entries).toHaveLength(2);
  });

  test.each(['40001', '40P01'])('%s again and again ends in backend_busy after ten attempts', async (state) => {
    const { store, run, schema } = await fixture();
    await run(`CREATE SEQUENCE @attempts`);
    await run(`CREATE FUNCTION @veto() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM nextval('"${schema}".attempts'); RAISE EXCEPTION USING ERRCODE = '${state}'; END $$`);
    await run('CREATE TRIGGER veto BEFORE INSERT ON @log FOR EACH ROW EXECUTE FUNCTION @veto()');
    const error = await errorOf(store.commit(id, commit(1)));
    expect([error.code, error.context['state']]).toEqual(['backend_busy', state]);
    expect(await run('SELECT last_value::int AS attempts FROM @attempts')).toEqual([{ attempts: 10 }]);
    expect(await store.head(id)).toBeUndefined();
    await run('DROP TRIGGER veto ON @log');
    expect((await store.commit(id, commit(1))).outcome).toBe('committed');
  });

  test('a real deadlock: the store is its victim, and commits when it is broken', async () => {
    const schema = await newSchema();
    const session = new URL(postgresUrl());
    session.searchParams.set('options', '-c deadlock_timeout=10ms');
    const store = await openForTest({ url: session.href, schema });
    const raw = await connect();
    await raw.query("SET deadlock_timeout = '1h'");
    const first = change('claim#00#01');
    await store.commit(id, commit(1, { changes: [first] }));
    await raw.query(`CREATE SEQUENCE "${schema}".attempts`);
    // A gate between the head, which the store takes first, and the record.
    await raw.query(`CREATE FUNCTION "${schema}".gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM nextval('"${schema}".attempts'), pg_advisory_xact_lock(hashtext('${schema}')); RETURN NEW; END $$`);
    await raw.query(
      `CREATE TRIGGER gate BEFORE INSERT ON "${schema}".records FOR EACH ROW EXECUTE FUNCTION "${schema}".gate()`,
    );
    const gate = await connect();
    await gate.query('SELECT pg_advisory_lock(hashtext($1))', [schema]);
    await raw.query(`BEGIN; SELECT FROM "${schema}".records WHERE key = 'claim#00#01' FOR UPDATE`);
    const next = change('claim#00#01', { prior: first.digest, envelope: new Uint8Array(3) });
    const committing = store.commit(id, commit(2, { changes: [next] }));
    await eventually(() => waiters(gate, schema)).toBe(1);
    const other = raw.query(`SELECT FROM "${schema}".heads FOR UPDATE`);
    await eventually(() => waiters(gate, schema)).toBe(2);
    // Who waits last looks for deadlocks last: the store is the victim.
    await gate.query('SELECT pg_advisory_unlock(hashtext($1))', [schema]);
    await other;
    await raw.query('COMMIT');
    expect((await committing).outcome).toBe('committed');
    // A sequence is not rolled back. Only a deadlock can have ended the first attempt.
    const { rows } = await raw.query(`SELECT last_value::int AS attempts FROM "${schema}".attempts`);
    expect(rows).toEqual([{ attempts: 2 }]);
    expect((await store.log(id, 1, 10)).entries).toHaveLength(2);
  });
});
