import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-misplaced-unnamed',
  clause: 'CL-VERIFY-05',
  reason: 'not-named',
  module: 'verify/compareRecords.js',
  find: 'if (other !== undefined)',
  replace: 'if (other === null)',
  description: 'Does not recognise the bytes of another key.',
};
