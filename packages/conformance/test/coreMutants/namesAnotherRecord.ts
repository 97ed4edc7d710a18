import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'names-another-record',
  clause: 'EV-OPEN-09',
  reason: 'not-named',
  module: 'envelope/openRecords.js',
  find: 'throw refused(batch.dialogueId, record.key, plaintext);',
  replace: 'throw refused(batch.dialogueId, batch.records[0].key, plaintext);',
  description: 'Names the first record of the batch whichever was refused.',
};
