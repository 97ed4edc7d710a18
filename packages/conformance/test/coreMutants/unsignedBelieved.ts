import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'unsigned-believed',
  clause: 'CK-OPEN-03',
  reason: 'unsigned-accepted',
  module: 'checkpoint/openSignedNote.js',
  find: 'if (signers.length === 0)',
  replace: 'if (signers.length < 0)',
  description: 'Believes a note that no pinned key has signed.',
};
