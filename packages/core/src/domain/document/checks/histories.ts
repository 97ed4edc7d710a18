import type { Event, LifecycleEntity } from '../../entities/types.ts';
import { lifecycleTypes, type LifecycleType } from '../../enumerations.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { initialStatus } from '../../lifecycle/lifecycles.ts';
import { checkDistinct } from '../../plan/checks/distinct.ts';
import { checkTransition } from '../../plan/checks/status.ts';
import { judge } from '../../plan/staging/events.ts';
import type { Row } from '../Draft.ts';
import type { Judgement } from './Judgement.ts';

/** Every event is sound by itself, and the events of an entity, replayed in their order, lead to what the entity says. */
export function checkHistories(judgement: Judgement): void {
  const events = groupEvents(judgement);
  for (const type of lifecycleTypes) {
    for (const row of judgement.rows(type)) {
      const { id } = row.entity;
      const own = events.get(ownerOf(type, id)) ?? [];
      for (const event of own) checkEvent(judgement, row.entity, event);
      if (judgement.isWhole('event', id)) checkHistory(judgement, row, own);
    }
  }
}

function groupEvents(judgement: Judgement): ReadonlyMap<string, readonly Row<'event'>[]> {
  const groups = new Map<string, Row<'event'>[]>();
  for (const row of judgement.rows('event')) {
    const owner = ownerOf(row.entity.entityType, row.entity.entityId);
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [row]);
    else group.push(row);
  }
  return groups;
}

function ownerOf(type: string, id: string): string {
  return `${type}#${id}`;
}

function checkEvent(judgement: Judgement, owner: LifecycleEntity, row: Row<'event'>): void {
  const { eventRound, actors, reference, resultId } = row.entity;
  const earliest = firstRoundOf(owner);
  // A dialogue has events before it has rounds: they stand in round 0.
  const isBeginning = owner.type === 'dialogue' && eventRound === 0;
  if (!isBeginning && judgement.round(row, ['eventRound'], eventRound)) {
    const isOutside = owner.type === 'round' ? eventRound !== earliest : eventRound < earliest;
    if (isOutside) {
      judgement.fault(row, ['eventRound'], {
        code: 'invalid_round',
        message:
          owner.type === 'round'
            ? `The events of round ${earliest} happen in round ${earliest}.`
            : `This is before round ${earliest}, in which the entity came into being.`,
        value: eventRound,
        suggestion: String(earliest),
      });
    }
  }
  checkDistinct(judgement.staging, actors, (index) => fieldPath(row.path, ['actors', index]));
  judgement.target(row, 'reference', reference);
  judgement.target(row, 'resultId', resultId);
}

function checkHistory(judgement: Judgement, owner: Row<LifecycleType>, events: readonly Row<'event'>[]): void {
  const [first] = events;
  if (first === undefined) {
    judgement.fault(owner, ['events'], { code: 'missing_field', message: "The first event, 'created', is required." });
    return;
  }
  judgement.expect(owner, 'eventCount', owner.entity.eventCount, events.length, 'This is the number of events.');
  const misplaced = events.find(({ entity }, index) => entity.seq !== index + 1);
  if (misplaced !== undefined) {
    judgement.fault(misplaced, ['seq'], {
      code: 'invalid_value',
      message: 'Events are numbered from 1 without gaps and stand in the order of their numbers.',
      value: misplaced.entity.seq,
      suggestion: String(events.indexOf(misplaced) + 1),
    });
    return;
  }
  checkCreation(judgement, owner.entity, first);
  const status = replay(judgement, owner.entity.type, events.slice(1));
  if (status === undefined) return;
  judgement.expect(owner, 'status', owner.entity.status, status, 'The events lead to another status.');
  checkEnd(judgement, owner, events);
}

/** The first event says what the entity itself says of its beginning. */
function checkCreation(judgement: Judgement, owner: LifecycleEntity, row: Row<'event'>): void {
  const { eventType, eventRound, createdAt, actors } = row.entity;
  const why = 'The first event is the creation of the entity.';
  judgement.expect(row, 'eventType', eventType, 'created', why);
  judgement.expect(row, 'createdAt', createdAt, owner.createdAt, why);
  judgement.expect(row, 'eventRound', eventRound, firstRoundOf(owner), why);
  const creators = 'contributors' in owner ? owner.contributors : [judge];
  judgement.expect(row, 'actors', actors.join(', '), creators.join(', '), why);
  for (const name of ['reason', 'reference', 'resultId'] as const) {
    judgement.expect(row, name, row.entity[name], undefined, why);
  }
}

/** The status to which the events after the creation lead; undefined after a fault. */
function replay(judgement: Judgement, type: LifecycleType, events: readonly Row<'event'>[]): string | undefined {
  let status: string = initialStatus[type];
  for (const { entity, path } of events) {
    const { eventType } = entity;
    const isRemark = eventType === 'commented' && type === 'tension';
    const isAgain = eventType === 'resolved' && type === 'tension' && status === 'resolved';
    if (isRemark || isAgain) continue;
    if (!checkTransition(judgement.staging, type, status, eventType, fieldPath(path, ['eventType']))) return undefined;
    status = eventType;
  }
  return status;
}

/** The instants of the last status are those of its event. */
function checkEnd(judgement: Judgement, owner: Row<LifecycleType>, events: readonly Row<'event'>[]): void {
  const instantOf = (eventType: Event['eventType']): string | undefined =>
    events.find(({ entity }) => entity.eventType === eventType)?.entity.createdAt;
  const { entity } = owner;
  if (entity.type === 'round') {
    const why = "This is the instant of the event 'completed'.";
    judgement.expect(owner, 'completedAt', entity.completedAt, instantOf('completed'), why);
  } else if (entity.type === 'dialogue') {
    const why = "This is the instant of the event 'converged'.";
    judgement.expect(owner, 'convergedAt', entity.convergedAt, instantOf('converged'), why);
  }
}

function firstRoundOf(owner: LifecycleEntity): number {
  return owner.type === 'dialogue' ? 0 : owner.round;
}
