import { limits } from '../../../limits.ts';
import type { Item } from '../../entities/types.ts';
import type { ItemType } from '../../enumerations.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { displayId } from '../../ids/displayId.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { initialStatus } from '../../lifecycle/lifecycles.ts';
import { checkEdge } from '../checks/edges.ts';
import { checkExperts } from '../checks/experts.ts';
import type { Ids } from '../checks/Ids.ts';
import { isWhole, type Parts } from '../input/Parts.ts';
import { tables } from '../input/tables.ts';
import { stageCreated } from '../staging/events.ts';
import { given, makeEntity, type FieldsOf } from '../staging/make.ts';
import type { Staging } from '../staging/Staging.ts';
import { stageEdge } from './ref.ts';

const { items } = tables;

/** What an item of any type may be registered with. */
export type ItemParts = Parts<typeof items.tension> & Parts<typeof items.recommendation>;

/** Where an item is going to stand. */
export interface ItemPlace {
  readonly type: ItemType;
  readonly round: number;
  readonly seq: number;
}

/**
 * Takes the next number of a type in a round; undefined, with a fault, when all are taken.
 *
 * @param field where the fault stands
 */
export function placeItem(staging: Staging, type: ItemType, round: number, field: string): ItemPlace | undefined {
  const seq = staging.next((number) => entityKey.item(type, round, number));
  if (seq !== undefined) return { type, round, seq };
  staging.fault({
    code: 'sequence_exhausted',
    message: `Round ${round} has room for ${limits.maxSequence} items of one type, and all numbers of type ${type} are taken.`,
    field,
    value: round,
    suggestion: 'Register it in the next round.',
  });
  return undefined;
}

type StoredReferences = Item['references'];

/**
 * Stages a new item with its first event and one edge per reference. A reference says how two items relate and never changes a
 * status: transitions do.
 *
 * @param place absent when the item cannot be numbered, which was reported then; the item is checked all the same.
 */
export function stageItem(
  staging: Staging,
  ids: Ids,
  type: ItemType,
  place: ItemPlace | undefined,
  parts: ItemParts,
  path: string,
): Item | undefined {
  checkExperts(staging, parts.contributors, fieldPath(path, ['contributors']));
  const references = stageReferences(staging, ids, type, place, parts, path);
  return place === undefined ? undefined : stageWhole(staging, place, parts, references);
}

function stageReferences(
  staging: Staging,
  ids: Ids,
  type: ItemType,
  place: ItemPlace | undefined,
  parts: ItemParts,
  path: string,
): StoredReferences {
  const sourceId = place === undefined ? undefined : displayId(type, place.round, place.seq);
  const stored: StoredReferences[number][] = [];
  parts.references?.forEach((reference, index) => {
    const { refType, target: value } = reference ?? {};
    const field = fieldPath(path, ['references', index, 'target']);
    const target = ids.item(value, field, { missing: 'target_not_found' });
    checkEdge(staging, { type, ...given({ id: sourceId }) }, refType, target, value, field);
    if (sourceId === undefined || value === undefined || refType === undefined || target?.id === undefined) return;
    stageEdge(staging, { sourceId, refType, targetId: target.id }, value, field, 'new');
    stored.push({ refType, targetId: target.id });
  });
  return stored;
}

function stageWhole(
  staging: Staging,
  { type, round, seq }: ItemPlace,
  parts: ItemParts,
  references: StoredReferences,
): Item | undefined {
  const { label, contributors, content, description, parameters } = parts;
  if (!isWhole(items[type], parts)) return undefined;
  const key = entityKey.item(type, round, seq);
  // The table of the type was checked: of these fields the ones of the type are there, and no others.
  const fields = {
    status: initialStatus[type],
    createdAt: staging.now,
    eventCount: 1,
    references,
    ...given({ label, contributors, content, description, parameters }),
  } as unknown as FieldsOf<ItemType>;
  const item: Item = makeEntity(type, key, fields);
  staging.put(key, item);
  stageCreated(staging, item, round, item.contributors);
  return item;
}
