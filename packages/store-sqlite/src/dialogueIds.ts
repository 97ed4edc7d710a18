import type Database from 'better-sqlite3';
import { statement } from './statement.ts';

/**
 * Every table is asked: a dialogue whose head or log was removed still has its records, and one that is on its way here has a claim.
 */
export const dialogueIdsSql =
  'SELECT dialogue_id FROM heads UNION SELECT dialogue_id FROM log UNION SELECT dialogue_id FROM records ORDER BY 1';

/** Lists what stands in the tables as dialogue ids, in the order of bytes. */
export function dialogueIdsReader(database: Database.Database): () => readonly string[] {
  const ids = statement<[], string>(database, dialogueIdsSql).pluck();
  return () => ids.all();
}
