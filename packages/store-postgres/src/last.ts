import { keyRange, toKey, type DialogueId, type RecordKey } from '@colloquy/core';
import type { PostgresClient } from './pool.ts';
import type { Statements } from './statement.ts';

export const lastSql =
  'SELECT key FROM @records WHERE dialogue_id = $1 AND key >= $2 AND key < $3 ORDER BY key DESC LIMIT 1';

export function lastReader({ prepare }: Statements) {
  const last = prepare<[DialogueId, string, string]>('last', lastSql);
  return async (client: PostgresClient, id: DialogueId, prefix: string): Promise<RecordKey | undefined> => {
    const [from, below] = keyRange(prefix);
    const [row] = await last(client, id, from, below);
    return row === undefined ? undefined : toKey(id, row[0] ?? '');
  };
}
