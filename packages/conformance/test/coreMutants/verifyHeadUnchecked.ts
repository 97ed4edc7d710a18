import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-head-unchecked',
  clause: 'CL-VERIFY-03',
  reason: 'head-not-checked',
  module: 'verify/checkHead.js',
  find: 'last.n !== n || !bytesEqual(last.header, head.header) || !bytesEqual(last.auth, head.auth)',
  replace: 'last.n < n',
  description: 'Does not compare the head with the last entry.',
};
