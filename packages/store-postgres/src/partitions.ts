import { isDialogueId, type ListedPartitions } from '@colloquy/core';
import type { PostgresClient } from './pool.ts';
import type { Statements } from './statement.ts';

/** The least id above another one, in whichever table: a claim has a row of heads alone, what a move left may have rows of log alone. */
function next(after: string): string {
  const least = ['heads', 'log', 'records'].map(
    (table) => `(SELECT min(dialogue_id) FROM @${table} WHERE dialogue_id > ${after})`,
  );
  return `least(${least.join(', ')})`;
}

/** From id to id by the primary keys, so that a page costs what it lists, and not what the store holds. */
export const partitionsSql = `WITH RECURSIVE ids (id) AS (
  SELECT ${next('$1')}
  UNION ALL
  SELECT ${next('ids.id')} FROM ids WHERE ids.id IS NOT NULL
)
SELECT id FROM ids WHERE id IS NOT NULL LIMIT $2`;

/** A page of the ids. The cursor is the last one. What stands in the tables as an id and is none, is no dialogue. */
export function partitionsReader({ prepare }: Statements) {
  const ids = prepare<[string, number]>('partitions', partitionsSql);
  return async (client: PostgresClient, limit: number, cursor = ''): Promise<ListedPartitions> => {
    const found = (await ids(client, cursor, limit + 1)).map(([id]) => id ?? '');
    const page = found.slice(0, limit);
    return { ids: page.filter(isDialogueId), cursor: found.length > limit ? page.at(-1) : undefined };
  };
}
