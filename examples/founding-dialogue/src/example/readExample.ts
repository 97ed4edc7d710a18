import { readFile } from 'node:fs/promises';
import type { DialogueStatusChange, NewDialogue, RoundBatch } from '@colloquy/core';

/** A dialogue as data, in the order in which it happened. `examples/README.md` describes it. */
export interface Example {
  /** The dialogue id under which it is stored. */
  readonly id: string;
  readonly dialogue: NewDialogue;
  /** One batch per round, in order, registered as they are. */
  readonly rounds: readonly RoundBatch[];
  /** Changes of the dialogue's own status, each after the round that it names. */
  readonly statusChanges: readonly { readonly afterRound: number; readonly change: DialogueStatusChange }[];
}

/** Where the founding dialogue lies, seen from `src` and from `dist`. */
export const foundingDialogue = new URL('../../../founding-dialogue.json', import.meta.url);

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads an example. Only its frame is checked here: what stands in it is checked by the store, which reports every fault at once.
 *
 * @throws Error when the file is not such a document
 */
export async function readExample(url: URL): Promise<Example> {
  const document: unknown = JSON.parse(await readFile(url, 'utf8'));
  const isExample =
    isObject(document) &&
    typeof document['id'] === 'string' &&
    isObject(document['dialogue']) &&
    Array.isArray(document['rounds']) &&
    Array.isArray(document['statusChanges']) &&
    document['statusChanges'].every((entry) => isObject(entry) && typeof entry['afterRound'] === 'number');
  if (!isExample) throw new Error(`${url.pathname} is not an example: see examples/README.md for its form.`);
  // The frame was checked; each input is untrusted to the store, whatever its type says.
  return document as unknown as Example;
}
