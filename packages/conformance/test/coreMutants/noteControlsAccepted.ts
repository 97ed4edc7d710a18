import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'note-controls-accepted',
  clause: 'CK-NOTE-02',
  reason: 'other-form-accepted',
  module: 'checkpoint/signedNote.js',
  find: 'hasControls(content) ||',
  replace: '',
  description: 'Takes control characters in names.',
};
