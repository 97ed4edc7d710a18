import { NoteVerifier } from '@colloquy/core';
import type { BackendConfiguration } from './Configuration.ts';

/** The pinned keys of those who may move dialogues. */
export function moverKeys({ movers }: Pick<BackendConfiguration, 'movers'>): readonly NoteVerifier[] {
  // Each was judged when the configuration was read.
  return movers.map((text) => NoteVerifier.parse(text));
}
