import type { Commit } from '@colloquy/core';
import type pg from 'pg';
import { postgresPool } from './postgresPool.ts';
import { conditionsOf, type LoadedHead, type LoadedRecord, type PartitionProgram } from './PartitionProgram.ts';
import { valueRows } from './postgresChoices.ts';

/**
 * By hand over pg as most would write it: a transaction of statements, one of them with all records, results as pg parses them. Named
 * statements here too.
 */
export function postgresSteps(url: string, schema: string): PartitionProgram {
  const pool = postgresPool(url);
  const table = (name: string): string => `"${schema}".${name}`;
  const head = `SELECT n::int, commit_id AS "commitId", header, auth FROM ${table('heads')} WHERE dialogue_id = $1`;
  const records = `SELECT key, digest, attributes, envelope FROM ${table('records')} WHERE dialogue_id = $1 ORDER BY key`;
  const digests = `SELECT key, digest FROM ${table('records')} WHERE dialogue_id = $1 AND key = ANY ($2)`;
  const entry = `INSERT INTO ${table('log')} VALUES ($1, $2, $3, $4, $5, $6)`;
  const newHead = `INSERT INTO ${table('heads')} VALUES ($1, $2, $3, $4, $5) ON CONFLICT (dialogue_id) DO UPDATE
SET n = excluded.n, commit_id = excluded.commit_id, header = excluded.header, auth = excluded.auth`;
  const changed = (count: number): string => `INSERT INTO ${table('records')} VALUES ${valueRows(count, 4)}
ON CONFLICT (dialogue_id, key) DO UPDATE
SET digest = excluded.digest, attributes = excluded.attributes, envelope = excluded.envelope`;

  async function write(client: pg.PoolClient, id: string, commit: Commit): Promise<boolean> {
    const { n, commitId, header, body, auth, changes } = commit;
    const locked = await client.query<LoadedHead>({ name: 'lock', text: `${head} FOR UPDATE`, values: [id] });
    if ((locked.rows[0]?.n ?? 0) !== n - 1) return false;
    const conditions = conditionsOf(commit);
    const found = await client.query<{ readonly key: string; readonly digest: string }>({
      name: 'digests',
      text: digests,
      values: [id, conditions.map(({ key }) => key)],
    });
    const standing = new Map(found.rows.map(({ key, digest }) => [key, digest]));
    if (conditions.some(({ key, digest }) => (standing.get(key) ?? null) !== digest)) return false;
    const values = changes.flatMap(({ key, digest, attributes, envelope }) => [
      key,
      digest,
      JSON.stringify(attributes),
      envelope,
    ]);
    await client.query({
      name: `records-${changes.length}`,
      text: changed(changes.length),
      values: [id, ...values],
    });
    await client.query({ name: 'entry', text: entry, values: [id, n, commitId, header, body, auth] });
    await client.query({ name: 'head', text: newHead, values: [id, n, commitId, header, auth] });
    return true;
  }

  return {
    load: async (id) => {
      const client = await pool.connect();
      try {
        const top = await client.query<LoadedHead>({ name: 'top', text: head, values: [id] });
        const all = await client.query<LoadedRecord>({ name: 'records', text: records, values: [id] });
        return { head: top.rows[0], records: all.rows };
      } finally {
        client.release();
      }
    },
    commit: async (id, commit) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const written = await write(client, id, commit);
        await client.query(written ? 'COMMIT' : 'ROLLBACK');
        return written;
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}
