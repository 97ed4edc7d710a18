import type { Item } from '../entities/types.ts';
import { entityKey } from '../ids/entityKey.ts';
import { displayIds } from './checks/Ids.ts';
import { parseInput } from './input/parseInput.ts';
import { tables } from './input/tables.ts';
import type { Transition } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { becauseKeys, readsOf } from './staging/reads.ts';
import { itemKey } from './staging/itemKey.ts';
import { Staging } from './staging/Staging.ts';
import { stageTransition } from './steps/transition.ts';

/** Changes the status of an item, within its lifecycle, and writes the event that says who, when and why. */
export const transitionItem: Planner<Transition, Item> = {
  kind: 'transition-item',
  parse: (input) => parseInput(tables.transition, input),
  reads: (input) =>
    readsOf([
      itemKey(input.target),
      ...becauseKeys(input),
      input.adoptedInVerdict === undefined ? undefined : entityKey.verdict(input.adoptedInVerdict),
    ]),
  plan(view, input, { now }) {
    const staging = Staging.of(view, now);
    return staging.plan(stageTransition(staging, displayIds(staging), input, ''));
  },
};
