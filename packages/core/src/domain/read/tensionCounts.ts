import type { Tension } from '../entities/types.ts';
import { tensionStatuses } from '../enumerations.ts';
import { unresolvedTensionStatuses } from '../lifecycle/lifecycles.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import { limits } from '../../limits.ts';
import type { EventIndex } from './eventIndex.ts';
import { statusHistory } from './statusHistory.ts';

/** Number of tensions in each status. */
export type TensionCounts = Readonly<Record<Tension['status'], number>>;

/** The tensions in each status now. */
export function countTensions(tensions: readonly Tension[]): TensionCounts {
  const counts = noTensions();
  for (const tension of tensions) counts[tension.status] += 1;
  return counts;
}

/** How many of them are not yet settled: open, addressed and reopened. */
export function unresolvedOf(counts: TensionCounts): number {
  return unresolvedTensionStatuses.reduce((sum, status) => sum + counts[status], 0);
}

/**
 * The tensions in each status as of the end of every round 0 to 99, from the events. Linear: a tension changes the counts only at
 * the steps of its history.
 *
 * @returns one entry per round number
 */
export function countTensionsByRound(state: DialogueState, events: EventIndex): readonly TensionCounts[] {
  const rounds = limits.maxRound + 1;
  const changes: Record<Tension['status'], number>[] = Array.from({ length: rounds }, () => noTensions());
  for (const tension of state.list('tension')) {
    let before: Tension['status'] | undefined;
    for (const { round, status } of statusHistory('tension', events.of('tension', tension.id))) {
      const change = changes[round];
      if (change === undefined) continue;
      if (before !== undefined) change[before] -= 1;
      change[status] += 1;
      before = status;
    }
  }
  const running = noTensions();
  return changes.map((change) => {
    for (const status of tensionStatuses) running[status] += change[status];
    return { ...running };
  });
}

function noTensions(): Record<Tension['status'], number> {
  return { open: 0, addressed: 0, resolved: 0, reopened: 0 };
}
