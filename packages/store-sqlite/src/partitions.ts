import { isDialogueId, type ListedPartitions } from '@colloquy/core';
import type Database from 'better-sqlite3';
import { statement } from './statement.ts';

/** The least id above another one, in whichever table: a claim has a row of heads alone, what a move left may have rows of log alone. */
function next(after: string): string {
  const least = ['heads', 'log', 'records'].map(
    (table) => `SELECT min(dialogue_id) AS id FROM ${table} WHERE dialogue_id > ${after}`,
  );
  return `(SELECT min(id) FROM (${least.join(' UNION ALL ')}))`;
}

/** From id to id by the primary keys, so that a page costs what it lists, and not what the store holds. */
export const partitionsSql = `WITH RECURSIVE ids (id) AS (
  SELECT ${next('?')}
  UNION ALL
  SELECT ${next('ids.id')} FROM ids WHERE ids.id IS NOT NULL
)
SELECT id FROM ids WHERE id IS NOT NULL LIMIT ?`;

/** A page of the ids. The cursor is the last one. What stands in the tables as an id and is none, is no dialogue. */
export function partitionsReader(database: Database.Database) {
  const ids = statement<[string, string, string, number], string>(database, partitionsSql).pluck();
  return (limit: number, cursor = ''): ListedPartitions => {
    const found = ids.all(cursor, cursor, cursor, limit + 1);
    const page = found.slice(0, limit);
    return { ids: page.filter(isDialogueId), cursor: found.length > limit ? page.at(-1) : undefined };
  };
}
