import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'says-which-step',
  clause: 'EV-OPEN-08',
  reason: 'two-answers',
  module: 'envelope/openRecords.js',
  find: 'throw refused(batch.dialogueId, record.key, plaintext);',
  replace:
    "throw Object.assign(refused(batch.dialogueId, record.key, plaintext), { message: plaintext === 1 ? 'This is no envelope.' : 'The key does not fit.' });",
  description: 'Says how far opening came.',
};
