import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'envelope-in-error',
  clause: 'EV-SECRET-02',
  reason: 'says-more',
  module: 'envelope/openRecords.js',
  find: 'throw refused(batch.dialogueId, record.key, plaintext);',
  replace:
    'throw Object.assign(refused(batch.dialogueId, record.key, plaintext), { cause: { envelope: record.envelope } });',
  description: 'Gives the envelope to whoever reads the error.',
};
