import type { LifecycleType } from '../enumerations.ts';

/**
 * The lifecycles: per status the statuses that may follow. The first status of each is where an entity begins.
 *
 * A resolution of an already resolved tension is recorded as one more event; it is no transition and so not in this table.
 */
export const lifecycles = {
  dialogue: {
    open: ['converging', 'converged', 'abandoned'],
    converging: ['open', 'converged', 'abandoned'],
    converged: [],
    abandoned: [],
  },
  round: { open: ['in_progress', 'completed'], in_progress: ['completed'], completed: [] },
  perspective: { open: ['refined', 'conceded', 'merged'], refined: [], conceded: [], merged: [] },
  tension: {
    open: ['addressed', 'resolved'],
    addressed: ['resolved', 'reopened'],
    resolved: ['reopened'],
    reopened: ['addressed', 'resolved'],
  },
  recommendation: {
    proposed: ['amended', 'adopted', 'rejected'],
    amended: ['adopted', 'rejected'],
    adopted: [],
    rejected: [],
  },
  evidence: {
    cited: ['challenged', 'confirmed', 'refuted'],
    challenged: ['confirmed', 'refuted'],
    confirmed: [],
    refuted: [],
  },
  claim: {
    asserted: ['supported', 'opposed', 'adopted', 'withdrawn'],
    supported: ['adopted', 'withdrawn'],
    opposed: ['adopted', 'withdrawn'],
    adopted: [],
    withdrawn: [],
  },
} as const satisfies Record<LifecycleType, Readonly<Record<string, readonly string[]>>>;

/** The status in which an entity of this type begins. */
export const initialStatus = {
  dialogue: 'open',
  round: 'open',
  perspective: 'open',
  tension: 'open',
  recommendation: 'proposed',
  evidence: 'cited',
  claim: 'asserted',
} as const satisfies { [T in LifecycleType]: keyof (typeof lifecycles)[T] };

/** The statuses that may follow `from`; empty for a last one or a word that is no status of this type. */
export function nextStatuses(type: LifecycleType, from: string): readonly string[] {
  const table: Readonly<Record<string, readonly string[]>> = lifecycles[type];
  return Object.hasOwn(table, from) ? (table[from] ?? []) : [];
}

/** Every status of a type, in the order of its lifecycle. */
export function statusesOf(type: LifecycleType): readonly string[] {
  return Object.keys(lifecycles[type]);
}

export function canTransition(type: LifecycleType, from: string, to: string): boolean {
  return nextStatuses(type, from).includes(to);
}

/** Statuses of a tension that is not yet settled: what every figure named "open tensions" counts. */
export const unresolvedTensionStatuses = ['open', 'addressed', 'reopened'] as const;
