import type { ItemType } from '../enumerations.ts';
import { displayId, parseDisplayId, type ItemId } from './displayId.ts';
import { isSlug } from './slug.ts';

/** What a local id says. */
export interface LocalId extends ItemId {
  /** The slug of the expert, in lower case. */
  readonly expert: string;
}

const pattern = /^([A-Z0-9][A-Z0-9-]*)-([PTREC]\d{4})$/;

/**
 * The id that an expert gives an item before it is registered. Unique only per expert and round.
 *
 * @example
 * localId('muffin', 'perspective', 1, 1); // 'MUFFIN-P0101'
 */
export function localId(expert: string, type: ItemType, round: number, seq: number): string {
  return `${expert.toUpperCase()}-${displayId(type, round, seq)}`;
}

/** Reads a local id: the expert's slug in capitals, a hyphen, a display id; undefined when the text is anything else. */
export function parseLocalId(text: string): LocalId | undefined {
  const match = pattern.exec(text);
  const expert = match?.[1]?.toLowerCase();
  const item = parseDisplayId(match?.[2] ?? '');
  return item === undefined || !isSlug(expert) ? undefined : { expert, ...item };
}
