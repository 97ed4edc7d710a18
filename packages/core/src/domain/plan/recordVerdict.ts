import type { Verdict } from '../entities/types.ts';
import { roundNumber } from '../fields/build.ts';
import { entityKey } from '../ids/entityKey.ts';
import { displayIds } from './checks/Ids.ts';
import { checkRound } from './checks/rounds.ts';
import { parseInput } from './input/parseInput.ts';
import { tables } from './input/tables.ts';
import type { NewVerdict } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { itemKey } from './staging/itemKey.ts';
import { readsOf } from './staging/reads.ts';
import { Staging } from './staging/Staging.ts';
import { stageVerdict } from './steps/verdict.ts';

const table = { ...tables.verdict, round: roundNumber } as const;

/** Records a verdict: an immutable snapshot. Exactly the verdict with the id `final` has the type final. */
export const recordVerdict: Planner<NewVerdict, Verdict> = {
  kind: 'record-verdict',
  parse: (input) => parseInput(table, input),
  reads: ({ id, round, authorExpert, tensionsAccepted, supportingExperts }) =>
    readsOf([
      entityKey.verdict(id),
      entityKey.round(round),
      authorExpert === undefined ? undefined : entityKey.expert(authorExpert),
      ...(tensionsAccepted ?? []).map(itemKey),
      ...(supportingExperts ?? []).map(entityKey.expert),
    ]),
  plan(view, input, { now }) {
    const staging = Staging.of(view, now);
    const round = checkRound(staging, input.round, 'round') ? input.round : undefined;
    return staging.plan(stageVerdict(staging, displayIds(staging), round, input, ''));
  },
};
