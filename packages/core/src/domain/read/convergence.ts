import { entityKey } from '../ids/entityKey.ts';
import type { Dialogue, Round } from '../entities/types.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import { acceptedTensions } from './acceptedTensions.ts';
import { openTensions } from './openTensions.ts';
import { convergePercent, convergePercentShown, isFullConvergence } from './percent.ts';
import { metricsOf, velocity, type RegisteredMetrics } from './velocity.ts';
import type { Warning } from './warnings.ts';

/** Why a dialogue cannot converge. */
export const blockerCodes = {
  dialogue_closed: 'The dialogue is converged or abandoned already.',
  no_rounds: 'No round is registered.',
  metrics_missing: 'The last round has no registered metrics.',
  velocity_not_zero: 'The last round still moved: it has open tensions or new perspectives.',
  convergence_not_full: 'Not exactly every member of the last panel signalled convergence.',
} as const;

export type BlockerCode = keyof typeof blockerCodes;

export interface Blocker {
  readonly code: BlockerCode;
  readonly message: string;
  readonly context: Readonly<Record<string, unknown>>;
  /** False: reaching the maximum number of rounds does not help. */
  readonly canBeForced: boolean;
}

export interface ConvergenceOptions {
  /** Number of registered rounds from which convergence may be forced; default 10. */
  readonly maxRounds?: number;
  /** True: converge in spite of blockers once `maxRounds` is reached. Default false. */
  readonly force?: boolean;
}

export interface ConvergenceAnswer {
  readonly canConverge: boolean;
  /** True: it can converge only because `force` was asked for and `maxRounds` is reached. */
  readonly forced: boolean;
  /** True: blockers remain, and `force` would overcome every one of them. */
  readonly mayForce: boolean;
  /** Every reason against, those that were forced included. */
  readonly blockers: readonly Blocker[];
  readonly warnings: readonly Warning[];
}

/** The number of rounds after which convergence may be forced when the caller names none. */
export const defaultMaxRounds = 10;

/**
 * Whether a dialogue can converge: the last round's registered velocity is 0, and exactly as many experts signalled as sat on its
 * panel. The decision compares integers; nothing is rounded. Accepted tensions do not block; a tension that is neither resolved
 * nor accepted although the registered metrics say that none is open is a warning, since the metrics are the judge's.
 *
 * @example
 * const answer = canConverge(state);
 * if (!answer.canConverge) for (const blocker of answer.blockers) console.error(blocker.message);
 */
export function canConverge(state: DialogueState, options: ConvergenceOptions = {}): ConvergenceAnswer {
  const { maxRounds = defaultMaxRounds, force = false } = options;
  const rounds = state.list('round');
  const last = rounds.at(-1);
  const blockers = [...dialogueBlockers(state.get(entityKey.dialogue())), ...roundBlockers(last)];
  const mayForce =
    blockers.length > 0 && rounds.length >= maxRounds && blockers.every((blocker) => blocker.canBeForced);
  const forced = force && mayForce;
  return {
    canConverge: blockers.length === 0 || forced,
    forced,
    mayForce,
    blockers,
    warnings: [...(forced ? [forcedWarning(rounds.length, maxRounds, blockers)] : []), ...unsettled(state, last)],
  };
}

function dialogueBlockers(dialogue: Dialogue | undefined): readonly Blocker[] {
  const status = dialogue?.status;
  if (status === 'open' || status === 'converging') return [];
  return [
    {
      code: 'dialogue_closed',
      message: `The dialogue is ${status ?? 'not there'}; only an open or converging one can converge.`,
      context: { status },
      canBeForced: false,
    },
  ];
}

function roundBlockers(last: Round | undefined): readonly Blocker[] {
  if (last === undefined) {
    return [{ code: 'no_rounds', message: 'No round is registered yet.', context: {}, canBeForced: false }];
  }
  const metrics = metricsOf(last);
  if (metrics !== undefined) return metricBlockers(last.round, metrics);
  return [
    {
      code: 'metrics_missing',
      message: `Round ${last.round} has no registered metrics; register them with the round.`,
      context: { round: last.round },
      canBeForced: true,
    },
  ];
}

function metricBlockers(round: number, metrics: RegisteredMetrics): readonly Blocker[] {
  const { openTensions: open, newPerspectives, convergeSignals, panelSize } = metrics;
  const blockers: Blocker[] = [];
  const moved = velocity(metrics);
  if (moved !== 0) {
    blockers.push({
      code: 'velocity_not_zero',
      message: `Round ${round} has velocity ${moved} (open tensions ${open}, new perspectives ${newPerspectives}); it must be 0.`,
      context: { round, velocity: moved, openTensions: open, newPerspectives },
      canBeForced: true,
    });
  }
  if (!isFullConvergence(convergeSignals, panelSize)) {
    blockers.push({
      code: 'convergence_not_full',
      message: `Round ${round} has ${convergeSignals} convergence signals of a panel of ${panelSize}; every member must signal.`,
      context: {
        round,
        convergeSignals,
        panelSize,
        convergePercent: convergePercent(convergeSignals, panelSize),
        convergePercentShown: convergePercentShown(convergeSignals, panelSize),
      },
      canBeForced: true,
    });
  }
  return blockers;
}

function forcedWarning(rounds: number, maxRounds: number, blockers: readonly Blocker[]): Warning {
  const codes = blockers.map((blocker) => blocker.code);
  return {
    code: 'convergence_forced',
    message: `Convergence is forced after ${rounds} rounds (maximum ${maxRounds}) against: ${codes.join(', ')}.`,
    context: { rounds, maxRounds, blockers: codes },
  };
}

/** Tensions that the entities show as unresolved while the last round registered none. */
function unsettled(state: DialogueState, last: Round | undefined): readonly Warning[] {
  if (last?.openTensions !== 0) return [];
  const accepted = acceptedTensions(state);
  return openTensions(state)
    .filter((tension) => !accepted.has(tension.id))
    .map(({ id, status }) => ({
      code: 'unresolved_tension',
      message: `${id} is ${status} and no verdict accepts it, but round ${last.round} registered no open tension.`,
      context: { tension: id, status, round: last.round },
    }));
}
