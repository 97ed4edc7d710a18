import { refuseUnder, type DialogueId, type Head, type Held } from '@colloquy/core';
import type { PostgresClient } from './pool.ts';
import { headColumns, heldOf } from './rows.ts';
import type { Statements } from './statement.ts';

export const headSql = `SELECT ${headColumns} FROM @heads WHERE dialogue_id = $1`;

export type ReadHeld = (client: PostgresClient, id: DialogueId) => Promise<Held>;

/** Reads a head and what holds it. A head that is missing beside a log or records is for core to judge, on every backend alike. */
export function heldReader({ prepare }: Statements): ReadHeld {
  const head = prepare<[DialogueId]>('head', headSql);
  return async (client, id) => heldOf(id, (await head(client, id))[0]);
}

/**
 * Reads a head where no residence forbids it.
 *
 * @throws ColloquyError `dialogue_moved`, `dialogue_moving`
 */
export function headReader(readHeld: ReadHeld) {
  return async (client: PostgresClient, id: DialogueId): Promise<Head | undefined> => {
    const { head, residence } = await readHeld(client, id);
    refuseUnder('head', id, residence, head?.n ?? 0);
    return head;
  };
}
