import type { DialogueId, RecordKey } from '@colloquy/core';
import type Database from 'better-sqlite3';
import { toKey } from './rows.ts';
import { statement } from './statement.ts';

export const lastSql =
  'SELECT key FROM records WHERE dialogue_id = ? AND key >= ? AND key < ? ORDER BY key DESC LIMIT 1';

/** Above every character of a key, `~` (0x7e) being the greatest; so `prefix + afterAll` is above every key with the prefix. */
const afterAll = '\x7f';

/** The half-open range of the keys that start with `prefix`. */
export function prefixRange(prefix: string): readonly [from: string, below: string] {
  return [prefix, prefix + afterAll];
}

export function lastReader(database: Database.Database) {
  const last = statement<[DialogueId, string, string], string>(database, lastSql).pluck();
  return (id: DialogueId, prefix: string): RecordKey | undefined => {
    const [from, below] = prefixRange(prefix);
    const key = last.get(id, from, below);
    return key === undefined ? undefined : toKey(id, key);
  };
}
