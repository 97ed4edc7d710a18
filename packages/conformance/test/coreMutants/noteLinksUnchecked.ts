import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'note-links-unchecked',
  clause: 'CK-VERIFY-04',
  reason: 'link-not-checked',
  module: 'verify/NoteComparison.js',
  find: 'else if (before !== undefined && !bytesEqual(header.prevHash, before))',
  replace: 'else if (n > this.#checkpoint.n && before !== undefined && !bytesEqual(header.prevHash, before))',
  description: 'Follows the links after the signed entry, and not those that lead to it.',
};
