import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'boundary-for-any-log',
  clause: 'MG-ENTRY-02',
  reason: 'identity-unchecked',
  module: 'move/BoundarySequence.js',
  find: 'dialogueId === id && tenant === owning && logId === (this.#logId ?? logId)',
  replace: 'dialogueId === id',
  description: 'Compares the dialogue only: tenant and log may be any.',
};
