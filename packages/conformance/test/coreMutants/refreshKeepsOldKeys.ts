import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'refresh-keeps-old-keys',
  clause: 'LE-ASK-04',
  reason: 'failure-remembered',
  module: 'store/loadVerified.js',
  find: 'return { ...known, head };',
  replace: 'return known;',
  description: 'A handle whose dialogue did not change keeps the keys of the lease that has ended.',
};
