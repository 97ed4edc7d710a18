import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-gaps-unnoticed',
  clause: 'CL-VERIFY-01',
  reason: 'entry-not-checked',
  module: 'verify/LogVerifier.js',
  find: 'n < entry.n; n++',
  replace: 'n < 0; n++',
  description: 'Does not miss an entry.',
};
