import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'unsorted-sealing',
  clause: 'EV-SEAL-01',
  reason: 'unsorted-accepted',
  module: 'envelope/sealRecords.js',
  find: 'if (compareAscii(previous, key) !== -1)',
  replace: 'if (previous === undefined)',
  description: 'Seals records in whatever order they come.',
};
