import type { Move, Round } from '../entities/types.ts';
import type { DialogueState } from '../state/DialogueState.ts';

/** Who in a round signalled readiness to converge. */
export interface RoundSignals {
  readonly round: number;
  /** Slugs of the experts with a `converge` move in this round, in ASCII order, members of the panel or not. */
  readonly signalled: readonly string[];
  /** Members of the panel without a signal, in the order of the panel. */
  readonly waiting: readonly string[];
  /** Experts with a signal who do not sit on the panel. */
  readonly outsiders: readonly string[];
  readonly panelSize: number;
}

/** The convergence signals of every registered round, counted from the `converge` moves. */
export function convergenceSignals(state: DialogueState): readonly RoundSignals[] {
  const byRound = new Map<number, string[]>();
  for (const move of state.list('move')) {
    if (!isSignal(move)) continue;
    const experts = byRound.get(move.round);
    if (experts === undefined) byRound.set(move.round, [move.expert]);
    else if (experts.at(-1) !== move.expert) experts.push(move.expert);
  }
  return state.list('round').map((round) => signalsOf(round, byRound.get(round.round) ?? []));
}

/** True for a convergence signal. */
export function isSignal(move: Move): boolean {
  return move.moveType === 'converge';
}

function signalsOf(round: Round, signalled: readonly string[]): RoundSignals {
  const panel = new Set(round.panel.map((member) => member.slug));
  const ready = new Set(signalled);
  return {
    round: round.round,
    signalled,
    waiting: [...panel].filter((slug) => !ready.has(slug)),
    outsiders: signalled.filter((slug) => !panel.has(slug)),
    panelSize: panel.size,
  };
}
