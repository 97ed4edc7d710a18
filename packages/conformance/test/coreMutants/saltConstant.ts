import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'salt-constant',
  clause: 'EV-SEAL-04',
  reason: 'salt-of-another-commit',
  module: 'envelope/sealRecords.js',
  find: 'const salt = mixed.subarray(0, saltLength);',
  replace: 'const salt = new Uint8Array(saltLength);',
  description: 'Uses one salt for every commit.',
};
