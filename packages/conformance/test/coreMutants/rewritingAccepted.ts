import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'rewriting-accepted',
  clause: 'CK-VERIFY-03',
  reason: 'rewriting-not-told',
  module: 'verify/NoteComparison.js',
  find: 'if (this.#hash !== hash)',
  replace: 'if (this.#hash === undefined)',
  description: 'Looks only whether there is an entry at n.',
};
