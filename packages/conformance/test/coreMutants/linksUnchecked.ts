import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'links-unchecked',
  clause: 'CL-READ-04',
  reason: 'log-believed',
  module: 'store/VerifiedLog.js',
  find: 'if (!bytesEqual(entry.header.prevHash, position.hash))',
  replace: 'if (entry.header.n < 0)',
  description: 'Does not check that entries follow each other.',
};
