import type { Event } from '../../entities/types.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { checkBecause } from '../checks/because.ts';
import type { Ids } from '../checks/Ids.ts';
import type { Parts } from '../input/Parts.ts';
import { tables } from '../input/tables.ts';
import { stageEvent } from '../staging/events.ts';
import { itemKey } from '../staging/itemKey.ts';
import type { Staging } from '../staging/Staging.ts';

/** Stages a remark on a tension: an event that changes no status. */
export function stageComment(
  staging: Staging,
  ids: Ids,
  parts: Parts<typeof tables.comment>,
  path: string,
  batchRound?: number,
): Event | undefined {
  const field = fieldPath(path, ['target']);
  const named = ids.item(parts.target, field, { missing: 'entity_not_found', type: 'tension' });
  const key = named?.id === undefined ? undefined : itemKey(named.id);
  const item = key === undefined ? undefined : staging.get(key);
  const earliest = item?.round ?? 0;
  const occasion = checkBecause(staging, ids, parts, path, earliest, batchRound ?? earliest);
  if (key === undefined || item === undefined) return undefined;
  const event = stageEvent(staging, item, 'commented', occasion, field);
  if (event !== undefined) staging.put(key, { ...item, eventCount: event.seq });
  return event;
}
