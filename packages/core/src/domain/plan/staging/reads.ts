import { limits } from '../../../limits.ts';
import { entityKey, type EntityKey } from '../../ids/entityKey.ts';
import { isSlug } from '../../ids/slug.ts';
import type { Reads } from '../View.ts';
import { itemKey } from './itemKey.ts';
import { sequencePrefix } from './sequence.ts';

/**
 * The reads of a single write: the root, what it names, and at most one sequence.
 *
 * @param sequence any key of the sequence that the write takes a number of.
 */
export function readsOf(keys: readonly (EntityKey | undefined)[], sequence?: EntityKey): Reads {
  const distinct = new Set<EntityKey>([entityKey.dialogue()]);
  for (const key of keys) if (key !== undefined) distinct.add(key);
  // One `get` holds so many keys, the candidate of the sequence among them.
  const few = distinct.size < limits.getKeys;
  return {
    keys: [...distinct],
    ...(sequence === undefined ? {} : { prefixes: [sequencePrefix(sequence)] }),
    ...(few ? {} : { everything: true }),
  };
}

/** The key of an item by display id, or of a verdict by slug. */
export function targetKey(id: string | undefined): EntityKey | undefined {
  if (id === undefined) return undefined;
  return itemKey(id) ?? (isSlug(id) ? entityKey.verdict(id) : undefined);
}

/** The keys that the reasons of a change name. */
export function becauseKeys(because: {
  readonly round?: number;
  readonly reference?: string;
  readonly resultId?: string;
}): readonly (EntityKey | undefined)[] {
  return [
    because.round === undefined ? undefined : entityKey.round(because.round),
    targetKey(because.reference),
    targetKey(because.resultId),
  ];
}
