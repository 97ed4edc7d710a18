import type { Ref } from '../entities/types.ts';
import { entityKey } from '../ids/entityKey.ts';
import { displayIds } from './checks/Ids.ts';
import { parseInput } from './input/parseInput.ts';
import { tables } from './input/tables.ts';
import type { NewRef } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { itemKey } from './staging/itemKey.ts';
import { readsOf } from './staging/reads.ts';
import { Staging } from './staging/Staging.ts';
import { stageRef } from './steps/ref.ts';

/**
 * Records an edge between two items. It says how they relate and changes no status: a `resolve` is the reason of a resolution, the
 * transition is the resolution.
 */
export const addRef: Planner<NewRef, Ref> = {
  kind: 'add-ref',
  parse: (input) => parseInput(tables.ref, input),
  reads: ({ source, refType, target }) =>
    readsOf([itemKey(source), itemKey(target), entityKey.ref(source, refType, target)]),
  plan(view, input, { now }) {
    const staging = Staging.of(view, now);
    return staging.plan(stageRef(staging, displayIds(staging), input, ''));
  },
};
