import { limits } from '../../../limits.ts';
import type { Event, LifecycleEntity } from '../../entities/types.ts';
import type { EventType } from '../../enumerations.ts';
import { entityKey, twoDigits } from '../../ids/entityKey.ts';
import { given, makeEntity } from './make.ts';
import type { Staging } from './Staging.ts';

/** Who acts when nobody is named. */
export const judge = 'judge';

/** What an event tells beside its type. Ids are in stored form. */
export interface Occasion {
  readonly round: number;
  readonly actors: readonly string[];
  readonly reason?: string | undefined;
  readonly reference?: string | undefined;
  readonly resultId?: string | undefined;
}

/** Stages the first event of a new entity, which has `eventCount` 1. */
export function stageCreated(
  staging: Staging,
  subject: LifecycleEntity,
  round: number,
  actors: readonly string[],
): Event {
  return stage(staging, subject, 1, 'created', { round, actors });
}

/**
 * Stages the next event of an existing entity.
 *
 * @returns the number of the event, which is the entity's new `eventCount`; undefined, with a fault, when the numbers are used up.
 */
export function stageEvent(
  staging: Staging,
  subject: LifecycleEntity,
  eventType: EventType,
  occasion: Occasion,
  field: string,
): Event | undefined {
  const seq = subject.eventCount + 1;
  if (seq > limits.maxEvents) {
    staging.fault({
      code: 'limit_exceeded',
      message: `There are ${limits.maxEvents} events about this entity already, which is the most there can be.`,
      field,
      context: { limit: 'maxEvents', max: limits.maxEvents, actual: seq },
    });
    return undefined;
  }
  return stage(staging, subject, seq, eventType, occasion);
}

function stage(
  staging: Staging,
  subject: LifecycleEntity,
  seq: number,
  eventType: EventType,
  occasion: Occasion,
): Event {
  const key = entityKey.event(subject.type, subjectId(subject), seq);
  const { round: eventRound, actors, reason, reference, resultId } = occasion;
  const event = makeEntity('event', key, {
    eventType,
    eventRound,
    createdAt: staging.now,
    actors,
    ...given({ reason, reference, resultId }),
  });
  staging.put(key, event);
  return event;
}

/** How events name what they are about: the subkey of the root and of rounds, the display id of items. */
function subjectId(subject: LifecycleEntity): string {
  if (subject.type === 'round') return twoDigits(subject.round);
  return subject.id;
}
