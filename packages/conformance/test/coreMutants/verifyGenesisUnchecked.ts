import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-genesis-unchecked',
  clause: 'CL-VERIFY-01',
  reason: 'genesis-not-checked',
  module: 'store/isAuthentic.js',
  find: 'if (header.logId === undefined)',
  replace: 'if (header.n > 0)',
  description: 'Does not ask whose log it is.',
};
