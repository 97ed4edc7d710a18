import type { Round } from '../entities/types.ts';
import { entityKey } from '../ids/entityKey.ts';
import { parseInput } from './input/parseInput.ts';
import { newRoundTable } from './input/tables.ts';
import type { NewRound } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { readsOf } from './staging/reads.ts';
import { Staging } from './staging/Staging.ts';
import { stageRound } from './steps/round.ts';

/** Creates the next round with its panel of registered experts: round 0 first, then one after another. */
export const createRound: Planner<NewRound, Round> = {
  kind: 'create-round',
  parse: (input) => parseInput(newRoundTable, input),
  reads: ({ round, panel }) => readsOf([entityKey.round(round), ...panel.map(({ slug }) => entityKey.expert(slug))]),
  plan(view, input, { now }) {
    const staging = Staging.of(view, now);
    return staging.plan(stageRound(staging, input));
  },
};
