import type { DialogueId, Head, LogEntry, StoredRecord } from '@colloquy/core';
import type pg from 'pg';
import type { RawProbe } from '../../src/kit/RawProbe.ts';

type Row = Readonly<Record<string, unknown>>;

/** The driver's Buffers as plain bytes of their own, its texts of `n` as numbers. */
function plain(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (name === 'n') return [name, Number(value)];
      return [name, value instanceof Uint8Array ? new Uint8Array(value) : value];
    }),
  );
}

/** Reads and writes the tables through connections of its own. */
export function postgresProbe(pool: pg.Pool, schema: string): RawProbe {
  const all = async (sql: string, id: DialogueId): Promise<readonly Row[]> => {
    const { rows } = await pool.query<Row>(sql.replace('@', `"${schema}".`), [id]);
    return rows.map(plain);
  };
  const run = async (sql: string, ...values: unknown[]): Promise<void> => {
    await pool.query(sql.replace('@', `"${schema}".`), values);
  };
  const entryColumns = 'n, commit_id AS "commitId", header, body, auth';
  return {
    rows: async (id) => {
      const [head] = await all(
        'SELECT n, commit_id AS "commitId", header, auth FROM @heads WHERE dialogue_id = $1 AND n > 0',
        id,
      );
      const log = await all(`SELECT ${entryColumns} FROM @log WHERE dialogue_id = $1 ORDER BY n`, id);
      const records = await all(
        'SELECT key, digest, attributes, envelope FROM @records WHERE dialogue_id = $1 ORDER BY key',
        id,
      );
      return {
        head: head as unknown as Head | undefined,
        log: log as unknown as LogEntry[],
        records: records as unknown as StoredRecord[],
        leftovers: 0,
      };
    },
    putRecord: (id, { key, digest, attributes, envelope }) =>
      run(
        `INSERT INTO @records VALUES ($1, $2, $3, $4, $5) ON CONFLICT (dialogue_id, key) DO UPDATE
SET digest = excluded.digest, attributes = excluded.attributes, envelope = excluded.envelope`,
        id,
        key,
        digest,
        JSON.stringify(attributes),
        envelope,
      ),
    removeRecord: (id, key) => run('DELETE FROM @records WHERE dialogue_id = $1 AND key = $2', id, key),
    putHead: (id, { n, commitId, header, auth }) =>
      run(
        `INSERT INTO @heads (dialogue_id, n, commit_id, header, auth) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (dialogue_id) DO UPDATE
SET n = excluded.n, commit_id = excluded.commit_id, header = excluded.header, auth = excluded.auth`,
        id,
        n,
        commitId,
        header,
        auth,
      ),
    removeHead: (id) => run('DELETE FROM @heads WHERE dialogue_id = $1 AND n > 0', id),
    putEntry: (id, { n, commitId, header, body, auth }) =>
      run(
        `INSERT INTO @log (dialogue_id, n, commit_id, header, body, auth) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (dialogue_id, n) DO UPDATE
SET commit_id = excluded.commit_id, header = excluded.header, body = excluded.body, auth = excluded.auth`,
        id,
        n,
        commitId,
        header,
        body,
        auth,
      ),
    removeEntry: (id, n) => run('DELETE FROM @log WHERE dialogue_id = $1 AND n = $2', id, n),
  };
}
