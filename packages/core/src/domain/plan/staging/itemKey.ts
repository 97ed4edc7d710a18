import type { ItemType } from '../../enumerations.ts';
import { parseDisplayId } from '../../ids/displayId.ts';
import { entityKey, type EntityKey } from '../../ids/entityKey.ts';

/** The key of an item by its display id; undefined for any other text. */
export function itemKey(id: string): EntityKey<ItemType> | undefined {
  const item = parseDisplayId(id);
  return item === undefined ? undefined : entityKey.item(item.type, item.round, item.seq);
}
