import type { Content } from '../entities/types.ts';
import { roundNumber } from '../fields/build.ts';
import { entityKey } from '../ids/entityKey.ts';
import { checkRound } from './checks/rounds.ts';
import { parseInput } from './input/parseInput.ts';
import { contentTable } from './input/tables.ts';
import type { NewContent } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { readsOf } from './staging/reads.ts';
import { Staging } from './staging/Staging.ts';
import { stageContent } from './steps/content.ts';

const table = { ...contentTable, round: roundNumber } as const;

/** Records an expert's raw text of a round. It is written once: a second text, even the same, is `duplicate_entity`. */
export const recordContent: Planner<NewContent, Content> = {
  kind: 'record-content',
  parse: (input) => parseInput(table, input),
  reads: ({ round, expert }) =>
    readsOf([entityKey.round(round), entityKey.expert(expert), entityKey.content(round, expert)]),
  plan(view, input, { now }) {
    const staging = Staging.of(view, now);
    const round = checkRound(staging, input.round, 'round') ? input.round : undefined;
    return staging.plan(stageContent(staging, round, input, ''));
  },
};
