import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-ahead-dropped',
  clause: 'RA-ATTEST-01',
  reason: 'not-kept',
  module: 'recovery/buildRepair.js',
  find: "state === 'missing' && !isKeyKey(key)",
  replace: "state !== 'behind' && !isKeyKey(key)",
  description: 'Buries what a lost entry wrote.',
};
