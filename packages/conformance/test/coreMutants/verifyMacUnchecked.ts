import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-mac-unchecked',
  clause: 'CL-VERIFY-01',
  reason: 'entry-not-checked',
  module: 'verify/LogVerifier.js',
  find: 'holder !== undefined && !isAuthentic(',
  replace: 'holder === null && !isAuthentic(',
  description: 'Does not check the MACs of entries.',
};
