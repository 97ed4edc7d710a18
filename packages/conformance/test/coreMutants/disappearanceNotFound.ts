import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'disappearance-not-found',
  clause: 'CK-VERIFY-02',
  reason: 'truncation-not-told',
  module: 'verify/verifyDialogue.js',
  find: 'if (note !== undefined) {',
  replace: 'if (note !== undefined && note.findings.length === 0) {',
  description: 'Answers dialogue_not_found although a note says that there was one.',
};
