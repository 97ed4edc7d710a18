import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-replay-unnamed',
  clause: 'CL-VERIFY-05',
  reason: 'not-named',
  module: 'verify/compareRecords.js',
  find: 'if (own !== undefined)',
  replace: 'if (own === null)',
  description: 'Does not recognise an old version that was put back.',
};
