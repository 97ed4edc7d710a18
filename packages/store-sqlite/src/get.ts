import {
  toRecord,
  type DialogueId,
  type Head,
  type RecordKey,
  type RecordRow,
  type StoredRecord,
} from '@colloquy/core';
import type Database from 'better-sqlite3';
import type { ReadHead } from './head.ts';
import { statement } from './statement.ts';

/** One statement for any number of keys; a key named twice is found once. */
export const getSql = `SELECT key, digest, attributes, envelope FROM records
WHERE dialogue_id = ? AND key IN (SELECT value FROM json_each(?)) ORDER BY key`;

/** Head and records, as one state when called inside a transaction. */
export interface Snapshot {
  readonly head: Head | undefined;
  readonly records: readonly StoredRecord[];
}

export function getReader(database: Database.Database, readHead: ReadHead) {
  const records = statement<[DialogueId, string], RecordRow>(database, getSql);
  return (id: DialogueId, keysJson: string): Snapshot => ({
    head: readHead(id),
    records: records.all(id, keysJson).map((row) => toRecord(id, row)),
  });
}

/** What {@link getReader} takes: a private copy of the keys. */
export function keysParameter(keys: readonly RecordKey[]): string {
  return JSON.stringify(keys);
}
