import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'stranger-believed',
  clause: 'MG-READ-01',
  reason: 'stranger-believed',
  module: 'store/boundaryHead.js',
  find: "if (trust.trust !== 'unknown')",
  replace: "if (trust.trust !== 'refused')",
  description: 'Believes a mover whose key nobody pinned.',
};
