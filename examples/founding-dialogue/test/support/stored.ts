import { dialogueId, type DialogueState } from '@colloquy/core';
import { foundingDialogue, readExample, type Example } from '../../src/example/readExample.ts';
import { register } from '../../src/example/register.ts';
import { openStore } from '../../src/store/openStore.ts';

export const example = await readExample(foundingDialogue);
export const id = dialogueId(example.id);

/** Registers an example in a file of its own. */
export async function store(path: string, what: Example = example): Promise<void> {
  await using opened = await openStore({ path });
  await register(opened.dialogues, what);
}

/** What a store that has never seen the example reads from the file. */
export async function loadFrom(path: string): Promise<DialogueState> {
  await using opened = await openStore({ path, readOnly: true });
  return (await opened.dialogues.load(id)).state;
}

/** A page wide enough that nothing is wrapped. */
export const page = { width: 400, color: false };
