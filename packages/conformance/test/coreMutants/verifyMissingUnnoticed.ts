import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-missing-unnoticed',
  clause: 'CL-VERIFY-04',
  reason: 'record-not-checked',
  module: 'verify/compareRecords.js',
  find: 'of history.current)',
  replace: 'of [])',
  description: 'Does not miss a record.',
};
