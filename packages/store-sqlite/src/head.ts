import { toHead, type DialogueId, type Head, type HeadRow } from '@colloquy/core';
import type Database from 'better-sqlite3';
import { statement } from './statement.ts';

export const headSql = 'SELECT n, commit_id AS commitId, header, auth FROM heads WHERE dialogue_id = ?';

export type ReadHead = (id: DialogueId) => Head | undefined;

/** Reads a head. A head that is missing beside a log or records is for core to judge, on every backend alike. */
export function headReader(database: Database.Database): ReadHead {
  const head = statement<[DialogueId], HeadRow>(database, headSql);
  return (id) => {
    const row = head.get(id);
    return row && toHead(id, row);
  };
}
