import type { Dialogue } from '../entities/types.ts';
import { entityKey } from '../ids/entityKey.ts';
import { checkBecause } from './checks/because.ts';
import { displayIds } from './checks/Ids.ts';
import { checkTransition } from './checks/status.ts';
import { parseInput } from './input/parseInput.ts';
import { dialogueStatusTable } from './input/tables.ts';
import type { DialogueStatusChange } from './inputs.ts';
import type { Planner } from './Planner.ts';
import { stageEvent } from './staging/events.ts';
import { becauseKeys, readsOf } from './staging/reads.ts';
import { Staging } from './staging/Staging.ts';

/**
 * Changes the dialogue's own status. `converged` also sets `convergedAt`. Whether the panel is ready to converge is for the caller
 * to ask; only the lifecycle is enforced here.
 */
export const setDialogueStatus: Planner<DialogueStatusChange, Dialogue> = {
  kind: 'set-dialogue-status',
  parse: (input) => parseInput(dialogueStatusTable, input),
  reads: (input) => readsOf(becauseKeys(input)),
  plan(view, input, { now }) {
    const staging = new Staging(view, now);
    const { root } = staging;
    const { status } = input;
    const latest = Math.max(0, root.totalRounds - 1);
    const occasion = checkBecause(staging, displayIds(staging), input, '', 0, latest);
    if (!checkTransition(staging, 'dialogue', root.status, status, 'status')) return staging.plan<Dialogue>(undefined);
    const event = stageEvent(staging, root, status, occasion, 'status');
    if (event === undefined) return staging.plan<Dialogue>(undefined);
    const dialogue: Dialogue = {
      ...root,
      status,
      eventCount: event.seq,
      ...(status === 'converged' ? { convergedAt: now } : {}),
    };
    staging.put(entityKey.dialogue(), dialogue);
    return staging.plan(dialogue);
  },
};
