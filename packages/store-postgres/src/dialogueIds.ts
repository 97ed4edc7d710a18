import type { PostgresClient } from './pool.ts';
import type { Statements } from './statement.ts';

/** Every table is asked: a dialogue whose head or log was removed still has its records, and one that is on its way here has a claim. */
export const dialogueIdsSql = `SELECT dialogue_id FROM @heads
UNION SELECT dialogue_id FROM @log UNION SELECT dialogue_id FROM @records ORDER BY 1`;

/** Lists what stands in the tables as dialogue ids, in the order of bytes. */
export function dialogueIdsReader({ prepare }: Statements) {
  const ids = prepare<[]>('dialogue-ids', dialogueIdsSql);
  return async (client: PostgresClient): Promise<readonly string[]> =>
    (await ids(client)).map(([dialogueId]) => dialogueId ?? '');
}
