import type { Event } from '../entities/types.ts';
import type { LifecycleType } from '../enumerations.ts';
import type { DialogueState } from '../state/DialogueState.ts';

/** The events of a dialogue by the entity they belong to. */
export interface EventIndex {
  /** The events of one entity in the order of their numbers; empty when it has none. */
  of(entityType: LifecycleType, entityId: string): readonly Event[];
}

/** Groups the events. Linear; one event is never in two lists. */
export function indexEvents(state: DialogueState): EventIndex {
  const groups = new Map<string, Event[]>();
  // Key order is the order of the numbers: they have fixed width.
  for (const event of state.list('event')) {
    const key = `${event.entityType}#${event.entityId}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return { of: (entityType, entityId) => groups.get(`${entityType}#${entityId}`) ?? [] };
}
