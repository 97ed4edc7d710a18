import {
  indexedRow,
  isDialogueId,
  isRecordKey,
  type Attributes,
  type DialogueRow,
  type IndexedRow,
  type TensionRow,
} from '@colloquy/core';
import { expertScore, secondaryIndexes } from '../indexes.ts';
import type { Item } from '../items.ts';

/*
 * Items of an index as rows. Whatever somebody may have written past the store, what comes out is a row by the same law by which rows
 * were put in, or nothing: a row that could not be the position of a page would end a list, or begin it anew.
 */

const partsOf = (item: Item, { sortKey }: { readonly sortKey: string }): readonly string[] =>
  (item[sortKey]?.S ?? '').split('#');

function rowOf(id: string, key: string, attributes: Attributes): IndexedRow | undefined {
  return isDialogueId(id) && isRecordKey(key) ? indexedRow(id, key, attributes) : undefined;
}

export function dialogueRow(status: string, item: Item): DialogueRow | undefined {
  const [createdAt = '', id = '', ...more] = partsOf(item, secondaryIndexes.dialogues);
  const found = more.length === 0 ? rowOf(id, 'dialogue#meta', { status, createdAt }) : undefined;
  return found?.index === 'dialogues' ? found.row : undefined;
}

export function tensionRow(status: string, item: Item): TensionRow | undefined {
  const [createdAt = '', id = '', ...digits] = partsOf(item, secondaryIndexes.tensions);
  const found = rowOf(id, `tension#${digits.join('#')}`, { status, createdAt });
  return found?.index === 'tensions' ? found.row : undefined;
}

/** An expert in one dialogue. */
export function expertInDialogue(item: Item): { readonly slug: string; readonly totalScore: number } | undefined {
  const [slug = '', id = '', ...more] = partsOf(item, secondaryIndexes.experts);
  const totalScore = Number(item[expertScore]?.N ?? '-1');
  const found = more.length === 0 ? rowOf(id, `expert#${slug}`, { totalScore }) : undefined;
  return found?.index === 'experts' ? found : undefined;
}
