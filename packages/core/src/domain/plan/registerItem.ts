import type { Item } from '../entities/types.ts';
import { entityKey } from '../ids/entityKey.ts';
import { displayIds } from './checks/Ids.ts';
import { checkRound } from './checks/rounds.ts';
import { parseItem } from './input/parseItem.ts';
import type { NewItem } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { itemKey } from './staging/itemKey.ts';
import { readsOf } from './staging/reads.ts';
import { Staging } from './staging/Staging.ts';
import { placeItem, stageItem } from './steps/item.ts';

/**
 * Registers one perspective, tension, recommendation, evidence or claim in an existing round, under the next number of its type
 * and round, with its first event and one edge per reference.
 */
export const registerItem: Planner<NewItem, Item> = {
  kind: 'register-item',
  parse: parseItem,
  reads: ({ type, round, contributors, references }) =>
    readsOf(
      [
        entityKey.round(round),
        ...contributors.map(entityKey.expert),
        ...(references ?? []).map(({ target }) => itemKey(target)),
      ],
      entityKey.item(type, round, 1),
    ),
  plan(view, input, { now }) {
    const staging = Staging.of(view, now);
    const { type, round } = input;
    const place = checkRound(staging, round, 'round') ? placeItem(staging, type, round, 'round') : undefined;
    return staging.plan(stageItem(staging, displayIds(staging), type, place, input, ''));
  },
};
