import { readFileSync } from 'node:fs';
import { dialogueId, type DialogueStatusChange, type NewDialogue, type RoundBatch } from '@colloquy/core';
import type { Story } from '../variants/Trace.ts';

/** The form of `examples/founding-dialogue.json`, which `examples/README.md` describes. */
interface Document {
  readonly id: string;
  readonly dialogue: NewDialogue;
  readonly rounds: readonly RoundBatch[];
  readonly statusChanges: readonly { readonly afterRound: number; readonly change: DialogueStatusChange }[];
}

/** The same from `src` and from `dist`. */
const file = new URL('../../../../examples/founding-dialogue.json', import.meta.url);

const document = JSON.parse(readFileSync(file, 'utf8')) as Document;

export const foundingId = dialogueId(document.id);

/** The founding dialogue, registered round by round, as it was. */
export const foundingDialogue: Story = async (step) => {
  const { dialogue, rounds, statusChanges } = document;
  await step('create', (store) => store.create(foundingId, dialogue));
  for (const round of rounds) {
    await step('registerRound', (store) => store.registerRound(foundingId, round));
    for (const { afterRound, change } of statusChanges) {
      if (afterRound === round.round)
        await step('setDialogueStatus', (store) => store.setDialogueStatus(foundingId, change));
    }
  }
};
