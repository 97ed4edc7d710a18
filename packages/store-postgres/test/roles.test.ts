import { readFileSync } from 'node:fs';
import { dialogueId } from '@colloquy/core';
import { startPostgres, type PostgresServer } from '@colloquy/engines';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { openPostgresStore, setupSql, viewNames } from '../src/index.ts';
import { codeOf, errorOf } from './support/codeOf.ts';
import { bytes, change, commit, id, key } from './support/commits.ts';
import { connect, openForTest } from './support/database.ts';
import { batch, entry, record, residence } from './support/residences.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const [grants = '', moverGrants = ''] = [...readme.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql);

let server: PostgresServer;

function urlOf(role: string, database: string): string {
  const url = new URL(server.url);
  url.username = role;
  url.pathname = `/${database}`;
  return url.href;
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The SQL of the README, run by a role that is no superuser, as on a managed service. */
beforeAll(async () => {
  server = await startPostgres();
  await run(server.url, 'CREATE ROLE admin LOGIN CREATEROLE CREATEDB');
  await run(urlOf('admin', 'postgres'), 'CREATE DATABASE dialogues');
  await run(urlOf('admin', 'dialogues'), grants);
  return () => server.close();
});

describe('the roles of the README', () => {
  test('before the owner has set it up, nobody else can', async () => {
    for (const role of ['dialogues_writer', 'dialogues_reader']) {
      expect(await codeOf(openPostgresStore({ url: urlOf(role, 'dialogues') }))).toBe('schema_missing');
    }
  });

  test.each([
    [
      'by opening',
      () => openPostgresStore({ url: urlOf('dialogues_owner', 'dialogues') }).then((store) => store.close()),
    ],
    ['by setupSql', () => run(urlOf('dialogues_owner', 'dialogues'), setupSql())],
  ])(
    'the owner sets up %s; the writer writes without CREATE; the reader reads, and each write of it is read_only',
    async (_, setUp) => {
      const raw = await connect(urlOf('dialogues_owner', 'dialogues'));
      const tables = await raw.query<{ tablename: string }>(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'colloquy'",
      );
      for (const { tablename } of tables.rows) await raw.query(`DROP TABLE colloquy.${tablename} CASCADE`);
      await setUp();

      const writer = await openForTest({ url: urlOf('dialogues_writer', 'dialogues') });
      const first = change('tension#00#01', { attributes: { status: 'open' } });
      expect((await writer.commit(id, commit(1, { changes: [first] }))).outcome).toBe('committed');
      const changes = [change('tension#00#01', { prior: first.digest, envelope: bytes('x') })];
      expect((await writer.commit(id, commit(2, { changes }))).outcome).toBe('committed');
      expect(await writer.header.putIfAbsent(bytes('one'))).toEqual(bytes('one'));
      expect(await writer.header.replace(bytes('one'), bytes('two'))).toBe(true);
      expect((await writer.load(id)).records).toHaveLength(1);
      await run(urlOf('dialogues_owner', 'dialogues'), moverGrants);
      const importing = residence('importing');
      const [moving, moved] = [dialogueId('moving'), dialogueId('moved')];
      const claim = { from: null, to: importing, head: null };
      const rows = batch({ entries: [entry(1)], records: [record('tension#00#01')] });
      // Whoever copies needs no more than whoever writes; only what removes needs the right to.
      expect(await writer.migration.change(moving, claim)).toMatchObject({ changed: true });
      expect(await writer.migration.writeBatch(moving, importing, rows)).toMatchObject({ written: true });
      const clear = batch({ removeEntries: [1], removeRecords: [key('tension#00#01')] });
      const refused = await errorOf(writer.migration.writeBatch(moving, importing, clear));
      expect([refused.code, refused.message.includes('DELETE on log and records')]).toEqual(['read_only', true]);
      const mover = await openForTest({ url: urlOf('dialogues_mover', 'dialogues') });
      expect(await mover.migration.writeBatch(moving, importing, clear)).toMatchObject({ written: true });
      expect(await mover.migration.change(moved, claim)).toMatchObject({ changed: true });
      await expect(run(urlOf('dialogues_mover', 'dialogues'), 'DELETE FROM colloquy.heads')).rejects.toMatchObject({
        code: '42501',
      });

      for (const sql of [
        'CREATE TABLE colloquy.mine (a integer)',
        'DELETE FROM colloquy.log',
        'DROP TABLE colloquy.log',
        'TRUNCATE colloquy.log',
      ]) {
        await expect(run(urlOf('dialogues_writer', 'dialogues'), sql)).rejects.toMatchObject({ code: '42501' });
      }

      for (const options of [{ readOnly: true }, {}, { setup: false }]) {
        const reader = await openForTest({ url: urlOf('dialogues_reader', 'dialogues'), ...options });
        expect((await reader.head(id))?.n).toBe(2);
        expect((await reader.load(id)).records).toHaveLength(1);
        expect((await reader.get(id, [key('tension#00#01')])).records).toHaveLength(1);
        expect((await reader.last(id, 'tension#'))?.key).toBe('tension#00#01');
        expect((await reader.log(id, 1, 10)).entries).toHaveLength(2);
        expect(await reader.dialogueIds()).toEqual([moved, moving, id]);
        expect(await reader.migration.residence(moving)).toMatchObject({ head: undefined, residence: importing });
        expect((await reader.migration.exportBatch(id, undefined)).records).toHaveLength(1);
        expect((await reader.migration.listPartitions({ limit: 10 })).ids).toEqual([moved, moving, id]);
        expect(await reader.header.read()).toEqual(bytes('two'));
        expect(await reader.header.holdsData()).toBe(true);
        for (const write of [
          () => reader.commit(id, commit(3)),
          () => reader.migration.change(id, claim),
          () => reader.migration.writeBatch(moving, importing, rows),
          () => reader.header.putIfAbsent(bytes('three')),
          () => reader.header.replace(bytes('two'), bytes('three')),
        ]) {
          expect(await codeOf(write())).toBe('read_only');
        }
        // A refused write is no reason to lose the connection: reads go on.
        expect((await reader.head(id))?.n).toBe(2);
      }
      for (const view of Object.values(viewNames)) {
        await run(urlOf('dialogues_reader', 'dialogues'), `SELECT * FROM colloquy.${view}`);
      }
    },
  );
});

test('a database that is read-only, as a standby is: reads work, each write is one read_only', async () => {
  await run(urlOf('admin', 'postgres'), 'CREATE DATABASE standby');
  const url = urlOf('admin', 'standby');
  await (await openForTest({ url })).commit(id, commit(1));
  await run(urlOf('admin', 'postgres'), 'ALTER DATABASE standby SET default_transaction_read_only = on');
  for (const options of [{}, { readOnly: true }]) {
    const store = await openForTest({ url, ...options });
    expect((await store.head(id))?.n).toBe(1);
    const error = await errorOf(store.commit(id, commit(2)));
    expect(error.code).toBe('read_only');
    expect(error.context['state']).toBe('readOnly' in options ? undefined : '25006');
    expect(await codeOf(store.header.putIfAbsent(bytes('one')))).toBe('read_only');
    expect((await store.log(id, 1, 10)).entries).toHaveLength(1);
  }
});
