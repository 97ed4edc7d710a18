import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'truncation-unnamed',
  clause: 'CK-VERIFY-02',
  reason: 'truncation-not-told',
  module: 'verify/NoteComparison.js',
  find: 'if (this.#lastN < n)',
  replace: 'if (this.#lastN === 0)',
  description: 'Calls a log that was cut a rewritten one.',
};
