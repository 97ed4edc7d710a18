import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'opened-in-part',
  clause: 'EV-OPEN-09',
  reason: 'opened-in-part',
  module: 'envelope/openRecords.js',
  find: "if (typeof plaintext === 'number') throw refused(batch.dialogueId, record.key, plaintext);",
  replace: "if (typeof plaintext === 'number') return new Uint8Array(0);",
  description: 'Leaves out what does not open.',
};
