import { entityTypes, lifecycleTypes, type EntityType, type LifecycleType } from '../enumerations.ts';
import { statusesOf } from '../lifecycle/lifecycles.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import { openTensions } from './openTensions.ts';
import { scoreboard, type ScoreTotals } from './scoreboard.ts';

/** How much a dialogue holds. */
export interface DialogueStats {
  /** Number of entities of all types. */
  readonly entities: number;
  /** Number of entities of each type. */
  readonly counts: Readonly<Record<EntityType, number>>;
  /** Per type with a lifecycle: number of entities in each status, zeros included. */
  readonly statuses: Readonly<Record<LifecycleType, Readonly<Record<string, number>>>>;
  /** Now open, addressed or reopened. */
  readonly openTensions: number;
  /** Registered convergence signals: moves of type `converge`. */
  readonly convergeSignals: number;
  /** Sums of the rounds' scores. */
  readonly scores: ScoreTotals;
}

/** Counts a dialogue. Linear. */
export function dialogueStats(state: DialogueState): DialogueStats {
  const counts = {} as Record<EntityType, number>;
  for (const type of entityTypes) counts[type] = state.list(type).length;
  const statuses = {} as Record<LifecycleType, Readonly<Record<string, number>>>;
  for (const type of lifecycleTypes) statuses[type] = statusCounts(state, type);
  return {
    entities: state.size,
    counts,
    statuses,
    openTensions: openTensions(state).length,
    convergeSignals: state.list('move').filter(({ moveType }) => moveType === 'converge').length,
    scores: scoreboard(state).totals,
  };
}

function statusCounts(state: DialogueState, type: LifecycleType): Readonly<Record<string, number>> {
  const counts = Object.fromEntries(statusesOf(type).map((status) => [status, 0]));
  for (const { status } of state.list(type)) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
