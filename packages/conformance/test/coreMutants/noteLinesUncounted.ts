import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'note-lines-uncounted',
  clause: 'CK-NOTE-03',
  reason: 'too-many-lines-accepted',
  module: 'checkpoint/signedNote.js',
  find: 'if (lines.length > limits.noteSignatures)',
  replace: 'if (lines.length < 1)',
  description: 'Verifies a note however many lines it has.',
};
