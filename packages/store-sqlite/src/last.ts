import { keyRange, toKey, type DialogueId, type RecordKey } from '@colloquy/core';
import type Database from 'better-sqlite3';
import { statement } from './statement.ts';

export const lastSql =
  'SELECT key FROM records WHERE dialogue_id = ? AND key >= ? AND key < ? ORDER BY key DESC LIMIT 1';

export function lastReader(database: Database.Database) {
  const last = statement<[DialogueId, string, string], string>(database, lastSql).pluck();
  return (id: DialogueId, prefix: string): RecordKey | undefined => {
    const [from, below] = keyRange(prefix);
    const key = last.get(id, from, below);
    return key === undefined ? undefined : toKey(id, key);
  };
}
