import type { Round } from '../entities/types.ts';
import { perspectiveStatuses } from '../enumerations.ts';
import { unresolvedTensionStatuses } from '../lifecycle/lifecycles.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import { acceptedTensions } from './acceptedTensions.ts';
import { convergenceSignals, type RoundSignals } from './convergenceSignals.ts';
import { indexEvents } from './eventIndex.ts';
import { isUnresolved } from './openTensions.ts';
import { countTensions, countTensionsByRound, unresolvedOf, type TensionCounts } from './tensionCounts.ts';
import { metricsOf, velocity, type RegisteredMetrics } from './velocity.ts';
import type { Warning, WarningCode } from './warnings.ts';

/** A round as the loaded entities tell it. */
export interface RoundProgress {
  readonly round: number;
  readonly status: Round['status'];
  /** Perspectives registered in this round, whatever has become of them. */
  readonly newPerspectives: number;
  /** Tensions registered in this round, whatever has become of them. */
  readonly newTensions: number;
  /** All tensions registered so far, by their status as of the end of this round. */
  readonly tensions: TensionCounts;
  /** Of these: open, addressed and reopened. An accepted tension still counts. */
  readonly openTensions: number;
  /** openTensions + newPerspectives, as counted. */
  readonly velocity: number;
  /** Experts with a `converge` move in this round, members of the panel or not. */
  readonly convergeSignals: number;
  /** Members on the panel. */
  readonly panelSize: number;
  /** What the judge registered, if anything. */
  readonly registered?: RegisteredMetrics;
}

export interface Progress {
  /** One entry per round, in order. */
  readonly rounds: readonly RoundProgress[];
  /** All tensions by their present status. */
  readonly tensions: TensionCounts;
  /** Now open, addressed or reopened. */
  readonly openTensions: number;
  /** Of these: accepted by some verdict. */
  readonly acceptedOpenTensions: number;
  /** The statuses that the figures count. */
  readonly counted: { readonly openTensions: readonly string[]; readonly newPerspectives: readonly string[] };
  /** Every difference between a registered metric and what was counted, in the order of rounds. */
  readonly warnings: readonly Warning[];
}

/**
 * How far a dialogue has come, counted from its entities and their events, with a warning wherever that is not what the judge
 * registered. The registered figures stay as they are: they are the judge's, and they alone decide convergence.
 */
export function progress(state: DialogueState): Progress {
  const perspectives = countByRound(state.list('perspective'));
  const tensions = countByRound(state.list('tension'));
  const byRound = countTensionsByRound(state, indexEvents(state));
  const signals = new Map(convergenceSignals(state).map((entry) => [entry.round, entry]));
  const rounds = state
    .list('round')
    .map((round) => roundProgress(round, perspectives, tensions, byRound[round.round], signals.get(round.round)));
  const accepted = acceptedTensions(state);
  const all = state.list('tension');
  const now = countTensions(all);
  return {
    rounds,
    tensions: now,
    openTensions: unresolvedOf(now),
    acceptedOpenTensions: all.filter((tension) => isUnresolved(tension.status) && accepted.has(tension.id)).length,
    counted: { openTensions: unresolvedTensionStatuses, newPerspectives: perspectiveStatuses },
    warnings: rounds.flatMap(differences),
  };
}

function roundProgress(
  round: Round,
  perspectives: ReadonlyMap<number, number>,
  newTensions: ReadonlyMap<number, number>,
  tensions: TensionCounts = countTensions([]),
  signals?: RoundSignals,
): RoundProgress {
  const registered = metricsOf(round);
  const open = unresolvedOf(tensions);
  const newPerspectives = perspectives.get(round.round) ?? 0;
  return {
    round: round.round,
    status: round.status,
    newPerspectives,
    newTensions: newTensions.get(round.round) ?? 0,
    tensions,
    openTensions: open,
    velocity: velocity({ openTensions: open, newPerspectives }),
    convergeSignals: signals?.signalled.length ?? 0,
    panelSize: round.panel.length,
    ...(registered === undefined ? {} : { registered }),
  };
}

const compared = [
  ['newPerspectives', 'new_perspectives_differ', 'new perspectives'],
  ['openTensions', 'open_tensions_differ', 'open tensions'],
  ['convergeSignals', 'converge_signals_differ', 'convergence signals'],
  ['panelSize', 'panel_size_differs', 'panel members'],
] as const satisfies readonly (readonly [keyof RegisteredMetrics, WarningCode, string])[];

function differences(row: RoundProgress): readonly Warning[] {
  const { registered } = row;
  if (registered === undefined) return [];
  return compared
    .filter(([name]) => registered[name] !== row[name])
    .map(([name, code, words]) => ({
      code,
      message: `Round ${row.round}: ${registered[name]} ${words} registered, ${row[name]} counted.`,
      context: { round: row.round, registered: registered[name], counted: row[name] },
    }));
}

function countByRound(entities: readonly { readonly round: number }[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { round } of entities) counts.set(round, (counts.get(round) ?? 0) + 1);
  return counts;
}
