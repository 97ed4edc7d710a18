import type { ItemType } from '../../enumerations.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { displayId } from '../../ids/displayId.ts';
import type { RegisteredRound } from '../inputs.ts';
import { given } from '../staging/make.ts';
import type { Staging } from '../staging/Staging.ts';
import { placeItem, stageItem, type ItemParts, type ItemPlace } from '../steps/item.ts';
import type { BatchIds } from './BatchIds.ts';
import type { RoundParts } from './parseRound.ts';
import { itemLists } from './tables.ts';

interface Numbered {
  readonly type: ItemType;
  readonly place: ItemPlace | undefined;
  readonly parts: ItemParts & { readonly localId?: string | undefined };
  readonly path: string;
}

/**
 * Stages all items of a batch: first each gets its number and makes its local id known, then they are checked and built, so that
 * references may point forward.
 *
 * @param round the number of the round; absent when it cannot be used
 * @returns the display ids, in the order of the batch
 */
export function stageItems(
  staging: Staging,
  ids: BatchIds,
  round: number | undefined,
  batch: RoundParts,
): RegisteredRound['ids'] {
  const items = itemLists.flatMap(([type, name]) => numberItems(staging, type, round, batch[name], name));
  for (const { type, place, parts, path } of items) {
    if (parts.localId === undefined) continue;
    ids.declare({
      type,
      localId: parts.localId,
      id: idOf(place),
      contributors: parts.contributors,
      field: fieldPath(path, ['localId']),
    });
  }
  for (const { type, place, parts, path } of items) stageItem(staging, ids, type, place, parts, path);
  return items.flatMap(({ place, parts }) => {
    const id = idOf(place);
    return id === undefined ? [] : [{ ...given({ localId: parts.localId }), id }];
  });
}

function numberItems(
  staging: Staging,
  type: ItemType,
  round: number | undefined,
  list: readonly (Numbered['parts'] | undefined)[],
  name: string,
): Numbered[] {
  let isFull = false;
  return list.map((parts, index) => {
    const path = fieldPath(name, [index]);
    // One fault says that the numbers are used up; it stands at the first item without one.
    const place = round === undefined || isFull ? undefined : placeItem(staging, type, round, path);
    if (place === undefined) isFull = true;
    return { type, place, parts: parts ?? {}, path };
  });
}

function idOf(place: ItemPlace | undefined): string | undefined {
  return place === undefined ? undefined : displayId(place.type, place.round, place.seq);
}
