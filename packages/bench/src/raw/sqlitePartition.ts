import type { Commit } from '@colloquy/core';
import Database from 'better-sqlite3';
import { conditionsOf, type LoadedHead, type PartitionProgram } from './PartitionProgram.ts';

interface TextRow {
  readonly key: string;
  readonly digest: string;
  readonly attributes: string;
  readonly envelope: Buffer;
}

const headSql = 'SELECT n, commit_id AS commitId, header, auth FROM heads WHERE dialogue_id = ?';
const loadSql = 'SELECT key, digest, attributes, envelope FROM records WHERE dialogue_id = ? ORDER BY key';
const digestSql = 'SELECT digest FROM records WHERE dialogue_id = ? AND key = ?';
const recordSql = `INSERT INTO records (dialogue_id, key, digest, attributes, envelope) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET digest = excluded.digest, attributes = excluded.attributes, envelope = excluded.envelope`;
const entrySql = 'INSERT INTO log (dialogue_id, n, commit_id, header, body, auth) VALUES (?, ?, ?, ?, ?, ?)';
const newHeadSql = `INSERT INTO heads (dialogue_id, n, commit_id, header, auth) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET n = excluded.n, commit_id = excluded.commit_id, header = excluded.header, auth = excluded.auth`;

/** By hand over better-sqlite3: prepared statements, one IMMEDIATE transaction, synchronous calls. As durable as the store. */
export function sqlitePartition(path: string): PartitionProgram {
  const database = new Database(path);
  database.pragma('synchronous = FULL');
  const head = database.prepare<[string], LoadedHead>(headSql);
  const records = database.prepare<[string], TextRow>(loadSql);
  const digest = database.prepare<[string, string], string>(digestSql).pluck();
  const putRecord = database.prepare(recordSql);
  const putEntry = database.prepare(entrySql);
  const putHead = database.prepare(newHeadSql);

  const read = database.transaction((id: string) => ({
    head: head.get(id),
    records: records.all(id).map((row) => ({ ...row, attributes: JSON.parse(row.attributes) as unknown })),
  }));
  const write = database.transaction((id: string, commit: Commit): boolean => {
    const { n, commitId, header, body, auth, changes } = commit;
    if ((head.get(id)?.n ?? 0) !== n - 1) return false;
    for (const wanted of conditionsOf(commit)) {
      if ((digest.get(id, wanted.key) ?? null) !== wanted.digest) return false;
    }
    for (const change of changes) {
      putRecord.run(id, change.key, change.digest, JSON.stringify(change.attributes), change.envelope);
    }
    putEntry.run(id, n, commitId, header, body, auth);
    putHead.run(id, n, commitId, header, auth);
    return true;
  });
  return {
    load: (id) => read(id),
    commit: (id, commit) => write.immediate(id, commit),
    [Symbol.asyncDispose]: async () => {
      database.close();
    },
  };
}
