import type { Event, LifecycleEntity } from '../entities/types.ts';
import type { LifecycleType } from '../enumerations.ts';
import { initialStatus, statusesOf } from '../lifecycle/lifecycles.ts';

/** From this round on (until the next step) the entity had this status. */
export interface StatusStep<Status extends string = string> {
  readonly round: number;
  readonly status: Status;
}

type StatusOf<T extends LifecycleType> = Extract<LifecycleEntity, { type: T }>['status'];

/**
 * The statuses of an entity over the rounds, from its events in the order of their numbers.
 *
 * The status as of round r is the one that the last event, by number, with `eventRound` at most r brought. Numbers and not rounds
 * decide between two events, so a change that was recorded late for an earlier round still counts as the later word.
 *
 * @returns steps with strictly rising rounds; the first is the creation
 */
export function statusHistory<T extends LifecycleType>(
  type: T,
  events: readonly Event[],
): readonly StatusStep<StatusOf<T>>[] {
  const statuses = new Set<string>(statusesOf(type));
  const steps: StatusStep<StatusOf<T>>[] = [];
  for (const event of events) {
    const word = event.eventType === 'created' ? initialStatus[type] : event.eventType;
    if (!statuses.has(word)) continue;
    // A later event overrides every step of its own or a later round.
    while ((steps.at(-1)?.round ?? -1) >= event.eventRound) steps.pop();
    // The set holds this type's statuses only.
    steps.push({ round: event.eventRound, status: word as StatusOf<T> });
  }
  return steps;
}

/** The status as of the end of a round; undefined when the entity did not exist yet. Logarithmic. */
export function statusAsOf<Status extends string>(
  steps: readonly StatusStep<Status>[],
  round: number,
): Status | undefined {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle]?.round ?? Infinity) <= round) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1]?.status;
}
