import type { DialogueId, Head } from '@colloquy/core';
import type { PostgresClient } from './pool.ts';
import { headColumns, headOf } from './rows.ts';
import type { Statements } from './statement.ts';

export const headSql = `SELECT ${headColumns} FROM @heads WHERE dialogue_id = $1`;

/** Reads a head. A head that is missing beside a log or records is for core to judge, on every backend alike. */
export function headReader({ prepare }: Statements) {
  const head = prepare<[DialogueId]>('head', headSql);
  return async (client: PostgresClient, id: DialogueId): Promise<Head | undefined> => {
    const [row] = await head(client, id);
    return row && headOf(id, row);
  };
}
