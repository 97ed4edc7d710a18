import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-stale',
  clause: 'RA-ATTEST-02',
  reason: 'stale-accepted',
  module: 'recovery/reattest.js',
  find: 'if (diagnosis.digest !== digest) throw stale(id);',
  replace: '',
  description: 'Repairs whatever it finds.',
};
