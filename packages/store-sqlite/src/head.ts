import type { DialogueId, Head } from '@colloquy/core';
import type Database from 'better-sqlite3';
import { damaged, toHead, type HeadRow } from './rows.ts';
import { statement } from './statement.ts';

export const headSql = 'SELECT n, commit_id AS commitId, header, auth FROM heads WHERE dialogue_id = ?';

/** What a dialogue without a head must not have. */
export const remainsSql =
  'SELECT EXISTS (SELECT 1 FROM log WHERE dialogue_id = ?) OR EXISTS (SELECT 1 FROM records WHERE dialogue_id = ?)';

export type ReadHead = (id: DialogueId) => Head | undefined;

/**
 * Reads a head. Call it inside a transaction.
 *
 * A lost head row must not look like a dialogue that was never written, so its absence is believed only when log and records
 * have nothing either.
 */
export function headReader(database: Database.Database): ReadHead {
  const head = statement<[DialogueId], HeadRow>(database, headSql);
  const remains = statement<[DialogueId, DialogueId], number>(database, remainsSql).pluck();
  return (id) => {
    const row = head.get(id);
    if (row !== undefined) return toHead(id, row);
    if (remains.get(id, id) !== 0)
      throw damaged(id, { table: 'heads' }, 'it is missing, but the dialogue has log or records');
    return undefined;
  };
}
