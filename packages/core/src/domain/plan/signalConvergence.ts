import type { Move } from '../entities/types.ts';
import { roundNumber } from '../fields/build.ts';
import { entityKey } from '../ids/entityKey.ts';
import { checkExpert } from './checks/experts.ts';
import { checkRound } from './checks/rounds.ts';
import { parseInput } from './input/parseInput.ts';
import { signalTable } from './input/tables.ts';
import type { ConvergenceSignal } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { readsOf } from './staging/reads.ts';
import { Staging } from './staging/Staging.ts';
import { signalKey, stageSignal } from './steps/signal.ts';

const table = { ...signalTable, round: roundNumber } as const;

/**
 * Records that an expert is ready to converge in a round. Signalling again changes nothing and answers the first signal, its context
 * included.
 */
export const signalConvergence: Planner<ConvergenceSignal, Move> = {
  kind: 'signal-convergence',
  parse: (input) => parseInput(table, input),
  reads: ({ round, expert }) => readsOf([entityKey.round(round), entityKey.expert(expert), signalKey(round, expert)]),
  plan(view, { round, expert, context }, { now }) {
    const staging = Staging.of(view, now);
    checkRound(staging, round, 'round');
    checkExpert(staging, expert, 'expert');
    return staging.plan(stageSignal(staging, round, expert, context));
  },
};
