import {
  declarations,
  displayId,
  fourDigits,
  itemTypes,
  lifecycleTypes,
  limits,
  refTypes,
  twoDigits,
  type EntityType,
  type Identities,
  type IdentityOf,
  type ItemType,
  type KeyScheme,
} from '@colloquy/core';
import fc from 'fast-check';
import { arbitraryDisplayId, arbitraryRound, arbitrarySeq, arbitrarySlug } from './token.ts';

const eventSeq = fc.oneof(
  fc.constantFrom(1, 9, 10, 99, 100, limits.maxEvents),
  fc.integer({ min: 1, max: limits.maxEvents }),
);

function lifecycleId(type: (typeof lifecycleTypes)[number]): fc.Arbitrary<string> {
  if (type === 'dialogue') return fc.constant('meta');
  return type === 'round' ? arbitraryRound.map(twoDigits) : arbitraryDisplayId(type);
}

const isItemType = (type: EntityType): type is ItemType => (itemTypes as readonly string[]).includes(type);

function item(type: EntityType): fc.Arbitrary<Identities['round-seq']> {
  if (!isItemType(type)) throw new Error(`${type} has no display ids`);
  return fc
    .tuple(arbitraryRound, arbitrarySeq)
    .map(([round, seq]) => ({ id: displayId(type, round, seq), round, seq }));
}

const schemes: { readonly [S in KeyScheme]: (type: EntityType) => fc.Arbitrary<Identities[S]> } = {
  meta: () => fc.constant({ id: 'meta' }),
  slug: () => arbitrarySlug.map((id) => ({ id })),
  id: () => arbitrarySlug.map((id) => ({ id })),
  round: () => arbitraryRound.map((round) => ({ id: twoDigits(round), round })),
  'round-slug': () =>
    fc
      .tuple(arbitraryRound, arbitrarySlug)
      .map(([round, expert]) => ({ id: `${twoDigits(round)}#${expert}`, round, expert })),
  'round-seq': item,
  'round-slug-seq': () =>
    fc.tuple(arbitraryRound, arbitrarySlug, arbitrarySeq).map(([round, expert, seq]) => ({
      id: `${twoDigits(round)}#${expert}#${twoDigits(seq)}`,
      round,
      expert,
      seq,
    })),
  edge: () =>
    fc
      .tuple(arbitraryDisplayId(), fc.constantFrom(...refTypes), arbitraryDisplayId())
      .map(([sourceId, refType, targetId]) => ({
        id: `${sourceId}#${refType}#${targetId}`,
        sourceId,
        refType,
        targetId,
      })),
  event: () =>
    fc.constantFrom(...lifecycleTypes).chain((entityType) =>
      fc.tuple(lifecycleId(entityType), eventSeq).map(([entityId, seq]) => ({
        id: `${entityType}#${entityId}#${fourDigits(seq)}`,
        entityType,
        entityId,
        seq,
      })),
    ),
};

/** What identifies an entity of a type: rounds and numbers at their bounds, slugs that look like something else. */
export function arbitraryIdentity<T extends EntityType>(type: T): fc.Arbitrary<IdentityOf<T>> {
  // The scheme is that of the declaration of T.
  return schemes[declarations[type].key](type) as unknown as fc.Arbitrary<IdentityOf<T>>;
}
