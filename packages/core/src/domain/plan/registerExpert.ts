import type { Expert } from '../entities/types.ts';
import { entityKey } from '../ids/entityKey.ts';
import { parseInput } from './input/parseInput.ts';
import { newExpertTable } from './input/tables.ts';
import type { NewExpert } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { readsOf } from './staging/reads.ts';
import { Staging } from './staging/Staging.ts';
import { stageExpert } from './steps/expert.ts';

/** Registers an expert, without scores. `firstRound` is set here if given, else by the first panel the expert sits on. */
export const registerExpert: Planner<NewExpert, Expert> = {
  kind: 'register-expert',
  parse: (input) => parseInput(newExpertTable, input),
  reads: ({ slug }) => readsOf([entityKey.expert(slug)]),
  plan(view, input, { now }) {
    const staging = Staging.of(view, now);
    return staging.plan(stageExpert(staging, input, ''));
  },
};
