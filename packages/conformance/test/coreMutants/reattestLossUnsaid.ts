import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-loss-unsaid',
  clause: 'RA-ATTEST-04',
  reason: 'not-stated',
  module: 'recovery/buildRepair.js',
  find: 'const { digest, records, lostEntries',
  replace: 'const records = []; const { digest, lostEntries',
  description: 'States that something was accepted, and not what.',
};
