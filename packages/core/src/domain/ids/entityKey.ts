import type { RecordKey } from '../../address/RecordKey.ts';
import type { EntityType, ItemType } from '../enumerations.ts';

declare const entityKeyType: unique symbol;

/** The key of an entity, remembering its type for the compiler. */
export type EntityKey<T extends EntityType = EntityType> = RecordKey & { readonly [entityKeyType]: T };

/** Two decimal digits: rounds and sequence numbers. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Four decimal digits: event numbers. */
export function fourDigits(value: number): string {
  return String(value).padStart(4, '0');
}

/** The number of the one convergence signal of an expert in a round; all other moves are numbered from 1. */
export const convergenceSeq = 0;

function key<T extends EntityType>(text: string): EntityKey<T> {
  return text as EntityKey<T>;
}

/** The keys of entities, by type. Arguments are already validated. */
export const entityKey = {
  dialogue: (): EntityKey<'dialogue'> => key('dialogue#meta'),
  expert: (slug: string): EntityKey<'expert'> => key(`expert#${slug}`),
  content: (round: number, slug: string): EntityKey<'content'> => key(`content#${twoDigits(round)}#${slug}`),
  round: (round: number): EntityKey<'round'> => key(`round#${twoDigits(round)}`),
  verdict: (id: string): EntityKey<'verdict'> => key(`verdict#${id}`),
  /** One of the five types with display ids. */
  item: <T extends ItemType>(type: T, round: number, seq: number): EntityKey<T> =>
    key(`${type}#${twoDigits(round)}#${twoDigits(seq)}`),
  move: (round: number, expert: string, seq: number): EntityKey<'move'> =>
    key(`move#${twoDigits(round)}#${expert}#${twoDigits(seq)}`),
  ref: (sourceId: string, refType: string, targetId: string): EntityKey<'ref'> =>
    key(`ref#${sourceId}#${refType}#${targetId}`),
  event: (entityType: string, entityId: string, seq: number): EntityKey<'event'> =>
    key(`event#${entityType}#${entityId}#${fourDigits(seq)}`),
} as const;
