import type { Move } from '../entities/types.ts';
import { roundNumber } from '../fields/build.ts';
import { entityKey } from '../ids/entityKey.ts';
import { displayIds } from './checks/Ids.ts';
import { checkRound } from './checks/rounds.ts';
import { parseInput } from './input/parseInput.ts';
import { tables } from './input/tables.ts';
import type { NewMove } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { itemKey } from './staging/itemKey.ts';
import { readsOf } from './staging/reads.ts';
import { Staging } from './staging/Staging.ts';
import { stageMove } from './steps/move.ts';

const table = { ...tables.move, round: roundNumber } as const;

/** Registers a move of an expert, under the next number of the expert and round. Convergence is signalled instead. */
export const registerMove: Planner<NewMove, Move> = {
  kind: 'register-move',
  parse: (input) => parseInput(table, input),
  reads: ({ round, expert, targets }) =>
    readsOf(
      [entityKey.round(round), entityKey.expert(expert), ...targets.map(itemKey)],
      entityKey.move(round, expert, 1),
    ),
  plan(view, input, { now }) {
    const staging = Staging.of(view, now);
    const round = checkRound(staging, input.round, 'round') ? input.round : undefined;
    return staging.plan(stageMove(staging, displayIds(staging), round, input, ''));
  },
};
