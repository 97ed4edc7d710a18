import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'note-of-the-head-refused',
  clause: 'CK-VERIFY-06',
  reason: 'false-finding',
  module: 'verify/NoteComparison.js',
  find: 'if (this.#lastN < n)',
  replace: 'if (this.#lastN <= n)',
  description: 'Calls a log cut that ends where the note was made.',
};
