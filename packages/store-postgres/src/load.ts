import type { DialogueId } from '@colloquy/core';
import type { PostgresClient } from './pool.ts';
import { snapshotOf, snapshotSql, type Snapshot } from './rows.ts';
import type { Statements } from './statement.ts';

export const loadSql = snapshotSql('');

/** Reads the whole dialogue. One statement is one snapshot, stronger than the law asks for. */
export function loadReader({ prepare }: Statements) {
  const load = prepare<[DialogueId]>('load', loadSql);
  return async (client: PostgresClient, id: DialogueId): Promise<Snapshot> => snapshotOf(id, await load(client, id));
}
