import { logPageBytes, toEntry, type DialogueId, type EntryRow, type LogEntry } from '@colloquy/core';
import type Database from 'better-sqlite3';
import { statement } from './statement.ts';

export const logSql = `SELECT n, commit_id AS commitId, header, body, auth FROM log
WHERE dialogue_id = ? AND n >= ? ORDER BY n LIMIT ?`;

export interface LogPage {
  readonly entries: readonly LogEntry[];
  readonly next: number | undefined;
}

export function logReader(database: Database.Database) {
  const log = statement<[DialogueId, number, number], EntryRow>(database, logSql);
  return (id: DialogueId, from: number, limit: number): LogPage => {
    const entries: LogEntry[] = [];
    let bytes = 0;
    // One row more than asked for tells whether entries remain. Rows are taken one by one: what is beyond the page is not read.
    for (const row of log.iterate(id, from, limit + 1)) {
      const entry = toEntry(id, row);
      if (entries.length === limit || bytes >= logPageBytes) return { entries, next: entry.n };
      entries.push(entry);
      bytes += entry.body.byteLength;
    }
    return { entries, next: undefined };
  };
}
