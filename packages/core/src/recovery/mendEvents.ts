import type { RecordKey } from '../address/RecordKey.ts';
import { encodeEntity } from '../domain/entities/index.ts';
import type { Json } from '../bytes/index.ts';
import { parseDisplayId } from '../domain/ids/displayId.ts';
import { entityKey } from '../domain/ids/entityKey.ts';
import type { OpenedEach } from '../verify/openEach.ts';

/** What has to change so that the next event of every entity finds a free number. */
export interface MendedEvents {
  /** By key: entities whose number of events is lower than that of an event that has a record. */
  readonly counts: ReadonlyMap<RecordKey, number>;
  /** Events of a round that is lost: they would stand in the way of its coming again. */
  readonly orphans: readonly { readonly key: RecordKey; readonly n: number; readonly entity: Json }[];
}

const eventPattern = /^event#([a-z]+)#([^#]+)#(\d{4})$/;

/** The record of what an event is about. */
function ownerOf(type: string, id: string): RecordKey | undefined {
  if (type === 'dialogue') return entityKey.dialogue();
  if (type === 'round') return entityKey.round(Number(id));
  const item = parseDisplayId(id);
  return item && entityKey.item(item.type, item.round, item.seq);
}

/**
 * A writer numbers the next event by its entity's count, without a look: after a torn commit an event may stand there that its entity does
 * not know of.
 *
 * @param taken - every key that has, or will have, a record: also one with nothing in it
 */
export function mendEvents(opened: OpenedEach['opened'], taken: Iterable<RecordKey>): MendedEvents {
  const counts = new Map<RecordKey, number>();
  const orphans: MendedEvents['orphans'][number][] = [];
  for (const key of taken) {
    const [, type = '', id = '', digits = ''] = eventPattern.exec(key) ?? [];
    const owner = type === '' ? undefined : ownerOf(type, id);
    if (owner === undefined) continue;
    const entity = opened.get(owner)?.entity;
    const event = opened.get(key);
    if (entity !== undefined && 'eventCount' in entity) {
      const seq = Number(digits);
      if (seq > entity.eventCount) counts.set(owner, Math.max(seq, counts.get(owner) ?? 0));
    } else if (type === 'round' && event?.entity !== undefined) {
      orphans.push({ key, n: event.plain.rev, entity: encodeEntity(event.entity) });
    }
  }
  return { counts, orphans };
}
