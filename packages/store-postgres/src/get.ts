import type { DialogueId, RecordKey } from '@colloquy/core';
import type { PostgresClient } from './pool.ts';
import { snapshotOf, snapshotSql, type Snapshot } from './rows.ts';
import type { Statements } from './statement.ts';

/** One statement for any number of keys; a key named twice is found once. */
export const getSql = snapshotSql(' AND key = ANY ($2)');

export function getReader({ prepare }: Statements) {
  const get = prepare<[DialogueId, readonly RecordKey[]]>('get', getSql);
  return async (client: PostgresClient, id: DialogueId, keys: readonly RecordKey[]): Promise<Snapshot> =>
    snapshotOf(id, await get(client, id, keys));
}
