import type { Event } from '../entities/types.ts';
import { displayIds } from './checks/Ids.ts';
import { parseInput } from './input/parseInput.ts';
import { tables } from './input/tables.ts';
import type { Comment } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { itemKey } from './staging/itemKey.ts';
import { becauseKeys, readsOf } from './staging/reads.ts';
import { Staging } from './staging/Staging.ts';
import { stageComment } from './steps/comment.ts';

/** Adds a remark to a tension: an event that changes no status. */
export const commentTension: Planner<Comment, Event> = {
  kind: 'comment-tension',
  parse: (input) => parseInput(tables.comment, input),
  reads: (input) => readsOf([itemKey(input.target), ...becauseKeys(input)]),
  plan(view, input, { now }) {
    const staging = Staging.of(view, now);
    return staging.plan(stageComment(staging, displayIds(staging), input, ''));
  },
};
