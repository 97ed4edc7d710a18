import { ColloquyError } from '../../errors/index.ts';
import type { Dialogue } from '../entities/types.ts';
import { entityKey } from '../ids/entityKey.ts';
import { initialStatus } from '../lifecycle/lifecycles.ts';
import { parseInput } from './input/parseInput.ts';
import { newDialogueTable } from './input/tables.ts';
import type { NewDialogue } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { judge, stageCreated } from './staging/events.ts';
import { makeEntity } from './staging/make.ts';
import { readsOf } from './staging/reads.ts';
import { Staging } from './staging/Staging.ts';

/**
 * Begins a dialogue: open, without rounds.
 *
 * @throws ColloquyError `dialogue_exists` when there is one already
 */
export const createDialogue: Planner<NewDialogue, Dialogue> = {
  kind: 'create-dialogue',
  parse: (input) => parseInput(newDialogueTable, input),
  reads: () => readsOf([]),
  plan(view, input, { now }) {
    const staging = new Staging(view, now);
    const key = entityKey.dialogue();
    if (staging.get(key) !== undefined) {
      throw new ColloquyError(
        'dialogue_exists',
        'A dialogue with this id exists already. Choose another id, or open that one.',
      );
    }
    const dialogue = makeEntity('dialogue', key, {
      ...input,
      status: initialStatus.dialogue,
      createdAt: now,
      totalRounds: 0,
      totalAlignment: 0,
      calibrated: input.calibrated ?? false,
      eventCount: 1,
    });
    staging.put(key, dialogue);
    stageCreated(staging, dialogue, 0, [judge]);
    return staging.plan(dialogue);
  },
};
