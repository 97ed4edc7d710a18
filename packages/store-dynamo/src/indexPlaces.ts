import {
  indexedRow,
  isDialogueId,
  isRecordKey,
  sha256OfText,
  type Attributes,
  type Dialogue,
  type DialogueId,
  type DialoguePosition,
  type EngineItem,
  type EnginePlace,
  type IndexedRow,
  type OpenTensionStatus,
  type TensionPosition,
} from '@colloquy/core';
import { expertScore, indexShards, secondaryIndexes } from './indexes.ts';
import type { Item } from './items.ts';

/**
 * The shard of a dialogue or an expert: the first byte of the SHA-256 of its id or slug, modulo the number of shards, which divides
 * 256.
 */
export function shardOf(text: string): number {
  return (sha256OfText(text)[0] ?? 0) % indexShards;
}

/** The shards of a list. */
export const allShards: readonly number[] = Array.from({ length: indexShards }, (_, shard) => shard);

/** Partition keys of the indexes. */
export const shardKey = {
  dialogues: (status: Dialogue['status'], shard: number): string => `dialogues#${status}#${shard}`,
  tensions: (status: OpenTensionStatus, shard: number): string => `tensions#${status}#${shard}`,
  experts: (shard: number): string => `experts#${shard}`,
} as const;

/**
 * Sort keys of the indexes. An instant has one length, and `#` is below every character of an id or a slug: the order of the bytes
 * is that of the parts.
 */
export const positionKey = {
  dialogues: ({ createdAt, dialogueId }: DialoguePosition): string => `${createdAt}#${dialogueId}`,
  tensions: ({ createdAt, dialogueId, tensionId }: TensionPosition): string =>
    `${createdAt}#${dialogueId}#${tensionId.slice(1, 3)}#${tensionId.slice(3)}`,
  experts: (slug: string, id: DialogueId): string => `${slug}#${id}`,
} as const;

/** The attributes that place an item in an index: none, unless it is a record that is a row (AN-ROW-01 to 03). */
export function indexAttributesOf({ partition, sort }: EnginePlace, item: EngineItem): Item {
  const id = partition.startsWith('dialogue#') ? partition.slice('dialogue#'.length) : '';
  const attributes = item['attributes'];
  // A head, an entry and a redo chunk have no attributes, and no record key.
  if (!isDialogueId(id) || !isRecordKey(sort) || typeof attributes !== 'object' || attributes === null) return {};
  const row = indexedRow(id, sort, attributes as Attributes);
  return row === undefined ? {} : placeOf(row, id);
}

function placeOf(row: IndexedRow, id: DialogueId): Item {
  const { partitionKey, sortKey } = secondaryIndexes[row.index];
  switch (row.index) {
    case 'dialogues':
      return {
        [partitionKey]: { S: shardKey.dialogues(row.status, shardOf(id)) },
        [sortKey]: { S: positionKey.dialogues(row.row) },
      };
    case 'tensions':
      return {
        [partitionKey]: { S: shardKey.tensions(row.row.status, shardOf(id)) },
        [sortKey]: { S: positionKey.tensions(row.row) },
      };
    case 'experts':
      return {
        [partitionKey]: { S: shardKey.experts(shardOf(row.slug)) },
        [sortKey]: { S: positionKey.experts(row.slug, id) },
        [expertScore]: { N: String(row.totalScore) },
      };
  }
}
