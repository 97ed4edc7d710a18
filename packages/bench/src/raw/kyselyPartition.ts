import type { Commit } from '@colloquy/core';
import Database from 'better-sqlite3';
import { Kysely, PostgresDialect, sql, SqliteDialect, type ColumnType } from 'kysely';
import { postgresPool } from './postgresPool.ts';
import { conditionsOf, type LoadedPartition, type PartitionProgram } from './PartitionProgram.ts';

interface Tables {
  readonly records: {
    readonly dialogue_id: string;
    readonly key: string;
    readonly digest: string;
    /** JSON text on SQLite, parsed on PostgreSQL. */
    readonly attributes: ColumnType<unknown, string, string>;
    readonly envelope: Uint8Array;
  };
  readonly heads: {
    readonly dialogue_id: string;
    /** A bigint comes as text from PostgreSQL. */
    readonly n: ColumnType<number | string, number, number>;
    readonly commit_id: string;
    readonly header: Uint8Array;
    readonly auth: Uint8Array;
  };
  readonly log: Tables['heads'] & { readonly body: Uint8Array };
}

type Db = Kysely<Tables>;

async function loadFrom(db: Db, id: string, parse: (attributes: unknown) => unknown): Promise<LoadedPartition> {
  const head = await db
    .selectFrom('heads')
    .select(['n', 'commit_id as commitId', 'header', 'auth'])
    .where('dialogue_id', '=', id)
    .executeTakeFirst();
  const records = await db
    .selectFrom('records')
    .select(['key', 'digest', 'attributes', 'envelope'])
    .where('dialogue_id', '=', id)
    .orderBy('key')
    .execute();
  return {
    head: head && { ...head, n: Number(head.n) },
    records: records.map((row) => ({ ...row, attributes: parse(row.attributes) })),
  };
}

/** Judges and writes inside a transaction. `lock`: the head row is read FOR UPDATE. */
async function commitIn(db: Db, id: string, commit: Commit, lock: boolean): Promise<boolean> {
  const { n, commitId, header, body, auth, changes } = commit;
  const standing = db.selectFrom('heads').select('n').where('dialogue_id', '=', id);
  const found = await (lock ? standing.forUpdate() : standing).executeTakeFirst();
  if (Number(found?.n ?? 0) !== n - 1) return false;
  const conditions = conditionsOf(commit);
  const rows = await db
    .selectFrom('records')
    .select(['key', 'digest'])
    .where('dialogue_id', '=', id)
    .where(
      'key',
      'in',
      conditions.map(({ key }) => key),
    )
    .execute();
  const digests = new Map(rows.map(({ key, digest }) => [key, digest]));
  if (conditions.some(({ key, digest }) => (digests.get(key) ?? null) !== digest)) return false;
  const values = changes.map(({ key, digest, attributes, envelope }) => {
    return { dialogue_id: id, key, digest, attributes: JSON.stringify(attributes), envelope };
  });
  await db
    .insertInto('records')
    .values(values)
    .onConflict((conflict) =>
      conflict.columns(['dialogue_id', 'key']).doUpdateSet(({ ref }) => ({
        digest: ref('excluded.digest'),
        attributes: sql`excluded.attributes`,
        envelope: ref('excluded.envelope'),
      })),
    )
    .execute();
  await db.insertInto('log').values({ dialogue_id: id, n, commit_id: commitId, header, body, auth }).execute();
  await db
    .insertInto('heads')
    .values({ dialogue_id: id, n, commit_id: commitId, header, auth })
    .onConflict((conflict) => conflict.column('dialogue_id').doUpdateSet({ n, commit_id: commitId, header, auth }))
    .execute();
  return true;
}

/** With kysely over better-sqlite3. Its own transactions are deferred, so this one is begun by hand. */
export function kyselySqlitePartition(path: string): PartitionProgram {
  const database = new Database(path);
  database.pragma('synchronous = FULL');
  const db: Db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  const parse = (text: unknown): unknown => (typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined);
  const within = <T>(begin: string, work: (connection: Db) => Promise<T>): Promise<T> =>
    db.connection().execute(async (connection) => {
      await sql.raw(begin).execute(connection);
      try {
        const result = await work(connection);
        await sql`commit`.execute(connection);
        return result;
      } catch (error) {
        await sql`rollback`.execute(connection);
        throw error;
      }
    });
  return {
    load: (id) => within('begin', (connection) => loadFrom(connection, id, parse)),
    commit: (id, commit) => within('begin immediate', (connection) => commitIn(connection, id, commit, false)),
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}

/** With kysely over pg. */
export function kyselyPostgresPartition(url: string, schema: string): PartitionProgram {
  const pool = postgresPool(url);
  const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(schema);
  return {
    load: (id) => loadFrom(db, id, (attributes) => attributes),
    commit: (id, commit) => db.transaction().execute((transaction) => commitIn(transaction, id, commit, true)),
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}
