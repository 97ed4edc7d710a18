import type { Round } from '../entities/types.ts';
import { displayIds } from './checks/Ids.ts';
import { parseInput } from './input/parseInput.ts';
import { roundStatusTable } from './input/tables.ts';
import type { RoundStatusChange } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { becauseKeys, readsOf } from './staging/reads.ts';
import { Staging } from './staging/Staging.ts';
import { stageRoundStatus } from './steps/roundStatus.ts';

/**
 * Changes the status of a round, and records the summary, scores and metrics that come with it. `completed` also sets `completedAt`.
 * New scores replace the old ones, and the dialogue's total changes by the difference.
 */
export const setRoundStatus: Planner<RoundStatusChange, Round> = {
  kind: 'set-round-status',
  parse: (input) => parseInput(roundStatusTable, input),
  reads: (input) => readsOf(becauseKeys(input)),
  plan(view, input, { now }) {
    const staging = Staging.of(view, now);
    return staging.plan(stageRoundStatus(staging, displayIds(staging), input));
  },
};
