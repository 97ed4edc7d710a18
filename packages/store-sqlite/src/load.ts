import { toRecord, type DialogueId, type RecordRow } from '@colloquy/core';
import type Database from 'better-sqlite3';
import type { Snapshot } from './get.ts';
import type { ReadHead } from './head.ts';
import { statement } from './statement.ts';

export const loadSql = 'SELECT key, digest, attributes, envelope FROM records WHERE dialogue_id = ? ORDER BY key';

/** Reads the whole dialogue. Inside a transaction it is one state, stronger than the law asks for. */
export function loadReader(database: Database.Database, readHead: ReadHead) {
  const records = statement<[DialogueId], RecordRow>(database, loadSql);
  return (id: DialogueId): Snapshot => ({
    head: readHead(id),
    records: records.all(id).map((row) => toRecord(id, row)),
  });
}
