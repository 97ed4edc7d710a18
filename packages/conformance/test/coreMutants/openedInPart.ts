import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'opened-in-part',
  clause: 'EV-OPEN-09',
  reason: 'opened-in-part',
  module: 'envelope/openRecords.js',
  find: 'if (plaintext === undefined) throw refused(batch.dialogueId, record.key); return plaintext;',
  replace: 'return plaintext ?? new Uint8Array(0);',
  description: 'Leaves out what does not open.',
};
