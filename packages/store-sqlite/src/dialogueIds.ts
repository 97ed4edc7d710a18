import type Database from 'better-sqlite3';
import { statement } from './statement.ts';

/**
 * Every table is asked: a dialogue whose head or log was removed still has its records. A claim that no entry stands behind is no
 * dialogue.
 */
export const dialogueIdsSql =
  "SELECT dialogue_id FROM heads WHERE n <> 0 OR commit_id <> '' UNION SELECT dialogue_id FROM log UNION SELECT dialogue_id FROM records ORDER BY 1";

/** Lists what stands in the tables as dialogue ids, in the order of bytes. */
export function dialogueIdsReader(database: Database.Database): () => readonly string[] {
  const ids = statement<[], string>(database, dialogueIdsSql).pluck();
  return () => ids.all();
}
