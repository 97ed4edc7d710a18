import type { DialogueId, Head, LogEntry, RecordKey, StoredRecord } from '@colloquy/core';
import type pg from 'pg';

type Row = Readonly<Record<string, unknown>>;

/** The driver's Buffers as plain bytes of their own, its texts of `n` as numbers. */
function plain(row: Row): Row {
  const entries = Object.entries(row).map(([name, value]) => {
    if (name === 'n') return [name, Number(value)];
    return [name, value instanceof Uint8Array ? new Uint8Array(value) : value];
  });
  return Object.fromEntries(entries) as Row;
}

/** A `RawProbe` of the conformance suite: reads and writes the tables past the store. */
export function probeOf(pool: pg.Pool, schema: string) {
  const sql = (text: string): string => text.replaceAll('@', `"${schema}".`);
  const all = async (text: string, id: DialogueId) => (await pool.query<Row>(sql(text), [id])).rows.map(plain);
  const run = async (text: string, ...values: unknown[]): Promise<void> => void (await pool.query(sql(text), values));
  return {
    rows: async (id: DialogueId) => {
      const heads = await all(
        'SELECT n, commit_id AS "commitId", header, auth FROM @heads WHERE dialogue_id = $1 AND n > 0',
        id,
      );
      const log = await all(
        'SELECT n, commit_id AS "commitId", header, body, auth FROM @log WHERE dialogue_id = $1 ORDER BY n',
        id,
      );
      const records = await all(
        'SELECT key, digest, attributes, envelope FROM @records WHERE dialogue_id = $1 ORDER BY key',
        id,
      );
      return { head: heads[0], log, records, leftovers: 0 };
    },
    putRecord: (id: DialogueId, { key, digest, attributes, envelope }: StoredRecord) =>
      run(
        `INSERT INTO @records VALUES ($1, $2, $3, $4, $5) ON CONFLICT (dialogue_id, key) DO UPDATE
SET digest = excluded.digest, attributes = excluded.attributes, envelope = excluded.envelope`,
        id,
        key,
        digest,
        JSON.stringify(attributes),
        envelope,
      ),
    removeRecord: (id: DialogueId, key: RecordKey) =>
      run('DELETE FROM @records WHERE dialogue_id = $1 AND key = $2', id, key),
    putHead: (id: DialogueId, { n, commitId, header, auth }: Head) =>
      run(
        `INSERT INTO @heads (dialogue_id, n, commit_id, header, auth) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (dialogue_id) DO UPDATE
SET n = excluded.n, commit_id = excluded.commit_id, header = excluded.header, auth = excluded.auth`,
        id,
        n,
        commitId,
        header,
        auth,
      ),
    removeHead: (id: DialogueId) => run('DELETE FROM @heads WHERE dialogue_id = $1 AND n > 0', id),
    putEntry: (id: DialogueId, { n, commitId, header, body, auth }: LogEntry) =>
      run(
        `INSERT INTO @log VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (dialogue_id, n) DO UPDATE
SET commit_id = excluded.commit_id, header = excluded.header, body = excluded.body, auth = excluded.auth`,
        id,
        n,
        commitId,
        header,
        body,
        auth,
      ),
    removeEntry: (id: DialogueId, n: number) => run('DELETE FROM @log WHERE dialogue_id = $1 AND n = $2', id, n),
  };
}
