import { itemTypes, type ItemType } from '../../enumerations.ts';
import { json, oneOf, optional, roundNumber, text } from '../../fields/build.ts';
import { detach } from '../../fields/detach.ts';
import type { NewItem } from '../inputs.ts';
import { parseInput } from './parseInput.ts';
import { tables } from './tables.ts';

const { items, origin } = tables;
const head = { type: { ...oneOf(itemTypes), code: 'invalid_entity_type' }, round: roundNumber } as const;

const itemTables = {
  perspective: { ...head, ...items.perspective },
  tension: { ...head, ...items.tension },
  recommendation: { ...head, ...items.recommendation },
  evidence: { ...head, ...items.evidence },
  claim: { ...head, ...items.claim },
} as const;

/** For an item whose type is not known: what all types have in common is checked all the same. */
const untyped = {
  ...head,
  ...origin,
  content: optional(text),
  description: optional(text),
  parameters: optional(json),
} as const;

/** Parses one item: its type says which fields it has. */
export function parseItem(input: unknown): NewItem {
  // The type is read from a private copy, so that it cannot change between the choice of a table and the check.
  const copy = detach(untyped, input);
  const type = typeOf(copy);
  const item = parseInput(type === undefined ? untyped : itemTables[type], copy);
  // The table was chosen by the type.
  return item as NewItem;
}

function typeOf(copy: unknown): ItemType | undefined {
  if (typeof copy !== 'object' || copy === null || !Object.hasOwn(copy, 'type')) return undefined;
  const { type } = copy as { readonly type?: unknown };
  return itemTypes.find((known) => known === type);
}
