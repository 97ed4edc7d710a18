import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'says-which-step',
  clause: 'EV-OPEN-08',
  reason: 'two-answers',
  module: 'envelope/openRecords.js',
  find: 'throw refused(batch.dialogueId, record.key);',
  replace:
    "throw Object.assign(refused(batch.dialogueId, record.key), { message: parseEnvelope(record.envelope, 'record') === undefined ? 'This is no envelope.' : 'The key does not fit.' });",
  description: 'Says how far opening came.',
};
