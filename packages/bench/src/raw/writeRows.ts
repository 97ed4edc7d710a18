import Database from 'better-sqlite3';

/** A table as somebody would make it by hand: no digest, no log, no condition. */
const tables = `PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE rows (dialogue_id TEXT NOT NULL, key TEXT NOT NULL, payload TEXT NOT NULL, PRIMARY KEY (dialogue_id, key)) STRICT;`;

export interface RawRow {
  readonly key: string;
  readonly payload: unknown;
}

export interface RawWriter extends Disposable {
  /** Inserts rows in one IMMEDIATE transaction. Answers how many it inserted. */
  insert(dialogue: string, rows: readonly RawRow[]): number;
}

/** A connection to a database of its own, as durable as a store's. */
export function rawWriter(path: string): RawWriter {
  const database = new Database(path);
  database.exec(tables);
  const insert = database.prepare<[string, string, string]>('INSERT INTO rows VALUES (?, ?, ?)');
  const insertAll = database.transaction((dialogue: string, rows: readonly RawRow[]) => {
    let inserted = 0;
    for (const { key, payload } of rows) inserted += insert.run(dialogue, key, JSON.stringify(payload)).changes;
    return inserted;
  });
  return {
    insert: (dialogue, rows) => insertAll.immediate(dialogue, rows),
    [Symbol.dispose]: () => {
      database.close();
    },
  };
}
