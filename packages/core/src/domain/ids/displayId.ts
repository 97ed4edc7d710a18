import { limits } from '../../limits.ts';
import type { ItemType } from '../enumerations.ts';
import { twoDigits } from './entityKey.ts';

const letters = {
  perspective: 'P',
  tension: 'T',
  recommendation: 'R',
  evidence: 'E',
  claim: 'C',
} as const satisfies Record<ItemType, string>;

const types: ReadonlyMap<string, ItemType> = new Map(
  (Object.keys(letters) as ItemType[]).map((type) => [letters[type], type]),
);

/** The letter of a type in ids: P, T, R, E or C. */
export function letterOf(type: ItemType): string {
  return letters[type];
}

/** The type of a letter, or undefined. */
export function typeOfLetter(letter: string): ItemType | undefined {
  return types.get(letter);
}

/** What a display id says. */
export interface ItemId {
  readonly type: ItemType;
  readonly round: number;
  readonly seq: number;
}

/**
 * The display id of an item, unique in its dialogue and never reused.
 *
 * @example
 * displayId('perspective', 1, 2); // 'P0102'
 */
export function displayId(type: ItemType, round: number, seq: number): string {
  return `${letters[type]}${twoDigits(round)}${twoDigits(seq)}`;
}

/** Reads a display id: letter, round 00-99, sequence 01-99; undefined when the text is anything else. */
export function parseDisplayId(text: unknown): ItemId | undefined {
  if (typeof text !== 'string') return undefined;
  const match = /^([PTREC])(\d{2})(\d{2})$/.exec(text);
  const type = types.get(match?.[1] ?? '');
  if (match === null || type === undefined) return undefined;
  const seq = Number(match[3]);
  if (seq < 1 || seq > limits.maxSequence) return undefined;
  return { type, round: Number(match[2]), seq };
}
