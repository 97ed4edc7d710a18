import type { ItemType } from '../../enumerations.ts';
import { displayId, letterOf, parseDisplayId, type ItemId } from '../../ids/displayId.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { isSlug } from '../../ids/slug.ts';
import type { Staging } from '../staging/Staging.ts';
import { aNoun } from './nouns.ts';

/** An item that an input names. */
export interface NamedItem {
  readonly type: ItemType;
  /** The display id; absent when the item is missing or faulty, which was reported then. */
  readonly id?: string;
}

/** What an input expects of an id. */
export interface Expected {
  /** `entity_not_found` for what the write is about, `target_not_found` for what it points at. */
  readonly missing: 'entity_not_found' | 'target_not_found';
  /** The only type that will do. */
  readonly type?: ItemType;
}

/** Reads the ids of an input: display ids, and in a round registration local ids too. */
export interface Ids {
  /** The item of an id. Adds a fault when there is none, or one of another type; undefined when not even the type is known. */
  item(text: string | undefined, field: string, expected: Expected): NamedItem | undefined;
}

/** Ids of single writes: display ids of what the dialogue holds already. */
export function displayIds(staging: Staging): Ids {
  return {
    item(text, field, expected) {
      if (text === undefined) return undefined;
      const item = parseDisplayId(text);
      // Its shape was checked when the input was parsed.
      return item === undefined ? undefined : namedByDisplayId(staging, item, field, expected);
    },
  };
}

/** The item of a display id among those that were there before this plan. */
export function namedByDisplayId(
  staging: Staging,
  item: ItemId,
  field: string,
  expected: Expected,
  suggestion = 'Correct the id, or register the item first.',
): NamedItem {
  const { type, round, seq } = item;
  const id = displayId(type, round, seq);
  if (!checkType(staging, item, id, field, expected)) return { type };
  if (staging.stored(entityKey.item(type, round, seq)) !== undefined) return { type, id };
  staging.fault({
    code: expected.missing,
    message: `There is no ${type} ${id} in this dialogue.`,
    field,
    value: id,
    suggestion,
  });
  return { type };
}

/** Checks that the letter of an id says the expected type. */
export function checkType(staging: Staging, item: ItemId, value: string, field: string, expected: Expected): boolean {
  const { type } = expected;
  if (type === undefined || type === item.type) return true;
  staging.fault({
    code: 'type_id_mismatch',
    message: `This is the id of ${aNoun(item.type)}; here only ${aNoun(type)} can stand, whose id begins with ${letterOf(type)}.`,
    field,
    value,
    suggestion: displayId(type, item.round, item.seq),
  });
  return false;
}

/**
 * The stored form of a `target`: an item, or a verdict by its slug.
 *
 * @returns undefined when nothing is named, or nothing that exists
 */
export function resolveTarget(staging: Staging, ids: Ids, text: string | undefined, field: string): string | undefined {
  if (text === undefined) return undefined;
  // Display and local ids hold a capital letter, slugs hold none.
  if (!isSlug(text)) return ids.item(text, field, { missing: 'target_not_found' })?.id;
  if (checkVerdict(staging, text, field)) return text;
  return undefined;
}

/** Checks that a verdict exists, in the dialogue or in the batch. */
export function checkVerdict(staging: Staging, id: string, field: string): boolean {
  if (staging.has(entityKey.verdict(id))) return true;
  staging.fault({
    code: 'target_not_found',
    message: 'There is no verdict of this id in this dialogue.',
    field,
    value: id,
    suggestion: 'Record the verdict first, or correct the id.',
  });
  return false;
}
