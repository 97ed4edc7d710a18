import type { Item } from '../../entities/types.ts';
import type { EventType } from '../../enumerations.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { aNoun } from '../checks/nouns.ts';
import { checkBecause } from '../checks/because.ts';
import { checkVerdict, type Ids, type NamedItem } from '../checks/Ids.ts';
import { checkStatusWord, checkTransition } from '../checks/status.ts';
import type { Parts } from '../input/Parts.ts';
import { tables } from '../input/tables.ts';
import { stageEvent } from '../staging/events.ts';
import { itemKey } from '../staging/itemKey.ts';
import { given } from '../staging/make.ts';
import type { Staging } from '../staging/Staging.ts';

type TransitionParts = Parts<typeof tables.transition>;

/**
 * Stages a change of an item's status and its event. A further resolution of a resolved tension is an event and no change of
 * status: several experts may resolve one tension, and each is on record.
 *
 * @param batchRound the round of the event when none is given; the item's own round when absent
 */
export function stageTransition(
  staging: Staging,
  ids: Ids,
  parts: TransitionParts,
  path: string,
  batchRound?: number,
): Item | undefined {
  const named = ids.item(parts.target, fieldPath(path, ['target']), { missing: 'entity_not_found' });
  const key = named?.id === undefined ? undefined : itemKey(named.id);
  const item = key === undefined ? undefined : staging.get(key);
  const earliest = item?.round ?? 0;
  const occasion = checkBecause(staging, ids, parts, path, earliest, batchRound ?? earliest);
  checkAdoption(staging, named, parts, path);
  const { status, adoptedInVerdict } = parts;
  const field = fieldPath(path, ['status']);
  const isStatus = named !== undefined && status !== undefined && checkStatusWord(staging, named.type, status, field);
  // After a refused change nobody knows the status: later changes of this item would only be reported in consequence.
  if (key === undefined || item === undefined || staging.isDoubtful(key)) return undefined;
  if (
    !isStatus ||
    !(isFurtherResolution(item, status) || checkTransition(staging, item.type, item.status, status, field))
  ) {
    staging.doubt(key);
    return undefined;
  }
  // A status of the type is also the name of the event that brings it.
  const event = stageEvent(staging, item, status as EventType, occasion, field);
  if (event === undefined) return undefined;
  const changed = { ...item, status, eventCount: event.seq, ...given({ adoptedInVerdict }) } as Item;
  staging.put(key, changed);
  return changed;
}

function isFurtherResolution(item: Item, status: string): boolean {
  return item.type === 'tension' && item.status === 'resolved' && status === 'resolved';
}

function checkAdoption(staging: Staging, named: NamedItem | undefined, parts: TransitionParts, path: string): void {
  const { status, adoptedInVerdict } = parts;
  if (adoptedInVerdict === undefined) return;
  const field = fieldPath(path, ['adoptedInVerdict']);
  if (named !== undefined && named.type !== 'recommendation') {
    staging.fault({
      code: 'invalid_value',
      message: `A verdict adopts recommendations; this is a change of ${aNoun(named.type)}.`,
      field,
      value: adoptedInVerdict,
      suggestion: 'Leave it out.',
    });
  } else if (status !== undefined && status !== 'adopted') {
    staging.fault({
      code: 'invalid_value',
      message: "Only the status 'adopted' comes with the verdict that adopts.",
      field,
      value: adoptedInVerdict,
      suggestion: "Leave it out, or set the status to 'adopted'.",
    });
  } else {
    checkVerdict(staging, adoptedInVerdict, field);
  }
}
