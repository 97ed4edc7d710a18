import { dialogueId, type DialogueId, type DialogueStore, type WriteOptions, type Written } from '@colloquy/core';
import type { Example } from './readExample.ts';

/** One commit of the registration. */
export interface Step {
  readonly name: string;
  /** The same in every run, so that a step that was done before answers with what it answered then. */
  readonly operationId: string;
  readonly run: (store: DialogueStore, id: DialogueId, options: WriteOptions) => Promise<Written<unknown>>;
}

/** The steps of an example: the dialogue, then each round, and each change of status after its round. */
export function stepsOf(example: Example): readonly Step[] {
  const { dialogue, rounds, statusChanges } = example;
  const steps: Step[] = [
    { name: 'dialogue', operationId: 'create', run: (store, id, options) => store.create(id, dialogue, options) },
  ];
  for (const round of rounds) {
    steps.push({
      name: `round ${round.round}`,
      operationId: `round-${round.round}`,
      run: (store, id, options) => store.registerRound(id, round, options),
    });
    for (const { afterRound, change } of statusChanges) {
      if (afterRound !== round.round) continue;
      steps.push({
        name: `status ${change.status}`,
        operationId: `status-after-round-${afterRound}`,
        run: (store, id, options) => store.setDialogueStatus(id, change, options),
      });
    }
  }
  return steps;
}

/** A step that is stored. */
export interface Done {
  readonly name: string;
  /** The commit that holds it. */
  readonly n: number;
}

/**
 * Registers an example, one commit per step. A run that was interrupted, however often and wherever, is continued by the next.
 *
 * @param onStep is told each step once it is stored; the next one waits for it
 * @throws ColloquyError `operation_mismatch` when a step was stored before with another content
 */
export async function register(
  store: DialogueStore,
  example: Example,
  onStep: (done: Done) => void | Promise<void> = () => undefined,
): Promise<readonly Done[]> {
  const id = dialogueId(example.id);
  const done: Done[] = [];
  for (const { name, operationId, run } of stepsOf(example)) {
    // Each step rests on the one before.
    const { n } = await run(store, id, { operationId });
    const step = { name, n };
    done.push(step);
    await onStep(step);
  }
  return done;
}
