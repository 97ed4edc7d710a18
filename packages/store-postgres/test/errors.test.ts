import { inspect } from 'node:util';
import { ColloquyError, type ErrorCode } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { failureOf, sqlState, translate } from '../src/errors.ts';
import { eventually } from './support/eventually.ts';
import { errorOf } from './support/codeOf.ts';
import { bytes, change, commit, id } from './support/commits.ts';
import { fixture, openForTest, poolForTest, type Fixture } from './support/database.ts';
import { newRole } from './support/roles.ts';

/** From now on every write to the log fails with this state. */
async function veto({ run }: Fixture, state: string): Promise<void> {
  await run(`CREATE OR REPLACE FUNCTION @veto() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the words of PostgreSQL' USING ERRCODE = '${state}'; END $$`);
  await run(`CREATE OR REPLACE TRIGGER veto BEFORE INSERT ON @log FOR EACH ROW EXECUTE FUNCTION @veto()`);
}

/** From now on every read of heads fails with this state, on a real row. */
async function vetoReads({ run }: Fixture, state: string): Promise<void> {
  await run(`CREATE FUNCTION @veto() RETURNS bigint LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the words of PostgreSQL' USING ERRCODE = '${state}'; END $$`);
  await run('ALTER TABLE @heads RENAME TO real_heads');
  await run(
    'CREATE VIEW @heads AS SELECT dialogue_id, @veto() AS n, commit_id, header, auth, residence, move FROM @real_heads',
  );
}

/** What a state says of a commit, and of a read. */
const states: readonly (readonly [state: string, commit: ErrorCode, read: ErrorCode])[] = [
  ['08000', 'outcome_unknown', 'backend_unavailable'],
  ['08006', 'outcome_unknown', 'backend_unavailable'],
  ['08P01', 'outcome_unknown', 'backend_unavailable'],
  ['57P01', 'outcome_unknown', 'backend_unavailable'],
  ['57P02', 'outcome_unknown', 'backend_unavailable'],
  ['57P03', 'outcome_unknown', 'backend_unavailable'],
  ['25P03', 'outcome_unknown', 'backend_unavailable'],
  ['25P04', 'outcome_unknown', 'backend_unavailable'],
  ['40003', 'outcome_unknown', 'backend_unavailable'],
  ['58030', 'outcome_unknown', 'backend_error'],
  ['F0000', 'outcome_unknown', 'backend_error'],
  ['XX000', 'outcome_unknown', 'backend_error'],
  ['XX001', 'outcome_unknown', 'database_corrupt'],
  ['XX002', 'outcome_unknown', 'database_corrupt'],
  ['53300', 'backend_unavailable', 'backend_unavailable'],
  ['40001', 'backend_busy', 'backend_busy'],
  ['40P01', 'backend_busy', 'backend_busy'],
  ['55P03', 'backend_busy', 'backend_busy'],
  ['57014', 'backend_busy', 'backend_busy'],
  ['53100', 'storage_full', 'storage_full'],
  ['25006', 'read_only', 'read_only'],
  ['42501', 'read_only', 'cannot_open'],
  ['28P01', 'cannot_open', 'cannot_open'],
  ['3D000', 'cannot_open', 'cannot_open'],
  ['42P01', 'schema_missing', 'schema_missing'],
  ['3F000', 'schema_missing', 'schema_missing'],
  ['26000', 'backend_error', 'backend_error'],
  ['42P05', 'backend_error', 'backend_error'],
  ['23505', 'backend_error', 'backend_error'],
  ['53200', 'backend_error', 'backend_error'],
];

describe('SQLSTATE, as a real server sends it', () => {
  test.each(states)('%s', async (state, ofCommit, ofRead) => {
    const given = await fixture({ maxConnections: 1 });
    const { store, run } = given;
    await store.commit(id, commit(1));
    await veto(given, state);
    const changes = [
      change('claim#00#01', { envelope: bytes('sealed-bytes'), attributes: { status: 'asserted-token' } }),
    ];
    const writing = await errorOf(store.commit(id, commit(2, { changes })));
    expect(writing.code).toBe(ofCommit);
    // All of it was rolled back, and the store goes on.
    expect((await store.head(id))?.n).toBe(1);
    expect((await store.load(id)).records).toEqual([]);
    await run('DROP FUNCTION @veto CASCADE');
    await vetoReads(given, state);
    const reading = await errorOf(store.head(id));
    expect(reading.code).toBe(ofRead);
    for (const error of [writing, reading]) {
      expect(sqlState(error.cause)).toBe(state);
      expect(error.context['place']).toMatch(/^postgres database colloquy_test_\w+ at [\w.]+:\d+$/);
      expect(error.message).toContain(error.context['place']);
      // The server's own words, and what was bound, stay in the cause or out of it.
      expect(`${error.message} ${JSON.stringify(error.context)}`).not.toContain('the words of PostgreSQL');
      expect(inspect(error, { depth: Infinity, showHidden: true })).not.toMatch(/sealed-bytes|asserted-token/);
    }
    await run('DROP VIEW @heads; ALTER TABLE @real_heads RENAME TO heads; DROP FUNCTION @veto');
    expect((await store.commit(id, commit(2, { changes }))).outcome).toBe('committed');
  });

  test('advice: a pooler is named where it is the likely cause', () => {
    for (const state of ['26000', '42P05', '08P01']) {
      const error = Object.assign(new Error('x'), { severity: 'ERROR', code: state });
      expect(translate(error, 'x', false).message).toContain('transactionPooler: true');
    }
  });
});

describe('errors that no server sent', () => {
  test.each([
    ['ECONNREFUSED', 'backend_unavailable'],
    ['ENOTFOUND', 'backend_unavailable'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'backend_unavailable'],
  ])('%s is %s, with its reason', (reason, code) => {
    const cause = Object.assign(new Error('the words of Node'), { code: reason });
    const error = translate(cause, 'the place', false);
    expect(error).toMatchObject({ code, cause, context: { place: 'the place', reason } });
    expect(error.message).toContain(reason);
    expect(error.message).not.toContain('the words of Node');
    expect(failureOf(cause)).toBe('lost');
  });

  test('what was thrown without being an error', () => {
    expect(translate('words', 'the place', false)).toMatchObject({ code: 'backend_unavailable', cause: 'words' });
  });

  test('a ColloquyError stays as it is', () => {
    const error = new ColloquyError('integrity_error', 'damage');
    expect(translate(error, 'x', true)).toBe(error);
    expect(failureOf(error)).toBe('refused');
  });

  test('a code that only looks like a state is none', () => {
    // Node has codes of five letters too.
    expect(sqlState(Object.assign(new Error('x'), { code: 'EPIPE' }))).toBeUndefined();
  });
});

describe('states provoked by what they are for', () => {
  test('a lock that is not given in time: backend_busy', async () => {
    const { schema, raw, url } = await fixture();
    const session = new URL(url);
    session.searchParams.set('lock_timeout', '50');
    const store = await openForTest({ url: session.href, schema });
    await raw.query(`BEGIN; LOCK TABLE "${schema}".heads IN ACCESS EXCLUSIVE MODE`);
    const error = await errorOf(store.commit(id, commit(1)));
    expect([error.code, error.context['state']]).toEqual(['backend_busy', '55P03']);
    await raw.query('ROLLBACK');
    expect((await store.commit(id, commit(1))).outcome).toBe('committed');
  });

  test('a statement longer than its limit: backend_busy, with no effect', async () => {
    const { schema, raw, url } = await fixture();
    const store = await openForTest({ url, schema, callTimeoutMs: 400 });
    await raw.query(`BEGIN; LOCK TABLE "${schema}".heads IN ACCESS EXCLUSIVE MODE`);
    for (const call of [() => store.head(id), () => store.commit(id, commit(1))]) {
      const error = await errorOf(call());
      expect([error.code, error.context['state']]).toEqual(['backend_busy', '57014']);
    }
    await raw.query('ROLLBACK');
    expect((await store.commit(id, commit(1))).outcome).toBe('committed');
  });

  test('a statement that somebody cancels: backend_busy', async () => {
    const { store, schema, raw } = await fixture();
    await raw.query(`BEGIN; LOCK TABLE "${schema}".heads IN ACCESS EXCLUSIVE MODE`);
    const writing = errorOf(store.commit(id, commit(1)));
    const cancel = `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND position($1 IN query) > 0`;
    await eventually(async () => {
      await raw.query('SELECT pg_stat_clear_snapshot()');
      return (await raw.query(cancel, [schema])).rowCount;
    }).toBe(1);
    expect((await writing).code).toBe('backend_busy');
    await raw.query('ROLLBACK');
  });

  test('no connection left on the server for this role: backend_unavailable, then again', async () => {
    const role = await newRole();
    const { schema, run, store: owner } = await fixture();
    await owner.commit(id, commit(1));
    await run(`GRANT USAGE ON SCHEMA "${schema}" TO "${role.name}"`);
    await run(`GRANT SELECT ON ALL TABLES IN SCHEMA "${schema}" TO "${role.name}"`);
    const store = await openForTest({ url: role.url, schema, readOnly: true, maxConnections: 3 });
    await run(`ALTER ROLE "${role.name}" CONNECTION LIMIT 1`);
    const calls = await Promise.allSettled([store.head(id), store.head(id), store.head(id)]);
    expect(calls.filter(({ status }) => status === 'rejected')).toHaveLength(2);
    for (const call of calls) {
      if (call.status === 'rejected') {
        expect(call.reason).toMatchObject({ code: 'backend_unavailable', context: { state: '53300' } });
      }
    }
    await run(`ALTER ROLE "${role.name}" CONNECTION LIMIT 5`);
    expect((await store.head(id))?.n).toBe(1);
  });

  test('a schema that is gone: schema_missing', async () => {
    const { store, schema, raw } = await fixture();
    await raw.query(`DROP SCHEMA "${schema}" CASCADE`);
    expect((await errorOf(store.head(id))).code).toBe('schema_missing');
  });

  test('a prepared statement that a pooler has taken away: backend_error that names the remedy', async () => {
    const pool = poolForTest({ max: 1 });
    const { store } = await fixture({ pool });
    await store.head(id);
    await pool.query('DEALLOCATE ALL');
    const error = await errorOf(store.head(id));
    expect([error.code, error.context['state']]).toEqual(['backend_error', '26000']);
    expect(error.message).toContain('transactionPooler: true');
  });
});
