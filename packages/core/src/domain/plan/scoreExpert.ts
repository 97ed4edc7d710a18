import type { Expert } from '../entities/types.ts';
import { roundNumber } from '../fields/build.ts';
import { entityKey } from '../ids/entityKey.ts';
import { checkRound } from './checks/rounds.ts';
import { parseInput } from './input/parseInput.ts';
import { scoreTable } from './input/tables.ts';
import type { ExpertScore } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { readsOf } from './staging/reads.ts';
import { Staging } from './staging/Staging.ts';
import { stageScore } from './steps/score.ts';

const table = { ...scoreTable, round: roundNumber } as const;

/** Gives an expert a score for a round. A second score for the round replaces the first; the same one again changes nothing. */
export const scoreExpert: Planner<ExpertScore, Expert> = {
  kind: 'score-expert',
  parse: (input) => parseInput(table, input),
  reads: ({ expert, round }) => readsOf([entityKey.expert(expert), entityKey.round(round)]),
  plan(view, input, { now }) {
    const staging = Staging.of(view, now);
    const round = checkRound(staging, input.round, 'round') ? input.round : undefined;
    return staging.plan(stageScore(staging, round, input, ''));
  },
};
