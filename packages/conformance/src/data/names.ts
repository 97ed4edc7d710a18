import { dialogueId, isRecordKey, type DialogueId, type RecordKey } from '@colloquy/core';

/** A record key that the suite itself writes down. */
export function recordKey(text: string): RecordKey {
  if (!isRecordKey(text)) throw new TypeError(`${text} is not a record key`);
  return text;
}

/** Dialogue ids that a prefix query, a separator or a number column confuses. */
export const entangledIds: readonly DialogueId[] = [
  'a',
  'a-',
  'a-1',
  'a-1-',
  'a1',
  'aa',
  'ab',
  '0',
  '00',
  '1',
  '1e3',
  'log',
  'redo',
  'head',
  `a${'-'.repeat(127)}`,
  `a${'-'.repeat(126)}a`,
].map(dialogueId);

/**
 * Keys whose byte order is not the order of a locale, of a case-insensitive collation, of numbers or of whole words: each character of
 * the alphabet at one place, and the separator against each. In byte order.
 */
export const orderedKeys: readonly RecordKey[] = [
  'k#a#0',
  'k#a-0',
  'k#a.0',
  'k#a0',
  'k#a0#z',
  'k#a00',
  'k#a10',
  'k#a2',
  'k#aA',
  'k#aZ',
  'k#a_',
  'k#aa',
  'k#az',
  'k#a~',
  'k#~',
  'ka#0',
  'kk#0',
].map(recordKey);

/** Keys of the domain, where numbers of fixed width and neighbours of a prefix meet. In byte order. */
export const domainKeys: readonly RecordKey[] = [
  'dialogue#meta',
  'event#dialogue#meta#0001',
  'event#tension#T0001#0001',
  'event#tension#T0001#0010',
  'event#tension#T0002#0001',
  'key#dek#0001',
  'key#log#0001',
  'perspective#00#01',
  'perspective#01#02',
  'perspective#01#10',
  'perspective#10#01',
  'tension#01#01',
  'verdict#final',
].map(recordKey);

/** A key of the greatest length. */
export const longestKey: RecordKey = recordKey(`k#${'~'.repeat(198)}`);

/** A key of no particular meaning. */
export function itemKey(index: number): RecordKey {
  return recordKey(`item#${String(index).padStart(6, '0')}`);
}

/** So many distinct keys, in byte order. */
export function manyKeys(count: number, from = 0): readonly RecordKey[] {
  return Array.from({ length: count }, (_, i) => itemKey(from + i));
}
