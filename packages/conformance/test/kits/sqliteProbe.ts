import type { DialogueId, Head, LogEntry, StoredRecord } from '@colloquy/core';
import type Database from 'better-sqlite3';
import type { RawProbe } from '../../src/kit/RawProbe.ts';

type Row = Readonly<Record<string, unknown>>;

/** The driver's Buffers as plain bytes of their own. */
function plain(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? new Uint8Array(value) : value]),
  );
}

function toRecord(row: Row): StoredRecord {
  const attributes: unknown = JSON.parse(String(row['attributes']));
  return { ...plain(row), attributes } as unknown as StoredRecord;
}

/** Reads and writes the tables through a connection of its own. */
export function sqliteProbe(database: Database.Database): RawProbe {
  const all = (sql: string, id: DialogueId): readonly Row[] => database.prepare<unknown[], Row>(sql).all(id);
  const run = async (sql: string, ...values: unknown[]): Promise<void> => {
    database.prepare(sql).run(...values);
  };
  return {
    rows: async (id) => {
      const [head] = all(
        'SELECT n, commit_id AS commitId, header, auth FROM heads WHERE dialogue_id = ? AND n > 0',
        id,
      );
      const log = all(
        'SELECT n, commit_id AS commitId, header, body, auth FROM log WHERE dialogue_id = ? ORDER BY n',
        id,
      );
      const records = all(
        'SELECT key, digest, attributes, envelope FROM records WHERE dialogue_id = ? ORDER BY key',
        id,
      );
      return {
        head: head && (plain(head) as unknown as Head),
        log: log.map((row) => plain(row) as unknown as LogEntry),
        records: records.map(toRecord),
        leftovers: 0,
      };
    },
    putRecord: (id, { key, digest, attributes, envelope }) =>
      run('REPLACE INTO records VALUES (?, ?, ?, ?, ?)', id, key, digest, JSON.stringify(attributes), envelope),
    removeRecord: (id, key) => run('DELETE FROM records WHERE dialogue_id = ? AND key = ?', id, key),
    putHead: (id, { n, commitId, header, auth }) =>
      run(
        `INSERT INTO heads (dialogue_id, n, commit_id, header, auth) VALUES (?, ?, ?, ?, ?) ON CONFLICT (dialogue_id) DO UPDATE
SET n = excluded.n, commit_id = excluded.commit_id, header = excluded.header, auth = excluded.auth`,
        id,
        n,
        commitId,
        header,
        auth,
      ),
    removeHead: (id) => run('DELETE FROM heads WHERE dialogue_id = ?', id),
    putEntry: (id, { n, commitId, header, body, auth }) =>
      run('REPLACE INTO log VALUES (?, ?, ?, ?, ?, ?)', id, n, commitId, header, body, auth),
    removeEntry: (id, n) => run('DELETE FROM log WHERE dialogue_id = ? AND n = ?', id, n),
  };
}
