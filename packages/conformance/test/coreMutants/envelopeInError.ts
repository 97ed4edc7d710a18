import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'envelope-in-error',
  clause: 'EV-SECRET-02',
  reason: 'says-more',
  module: 'envelope/openRecords.js',
  find: 'throw refused(batch.dialogueId, record.key);',
  replace: 'throw Object.assign(refused(batch.dialogueId, record.key), { cause: { envelope: record.envelope } });',
  description: 'Gives the envelope to whoever reads the error.',
};
