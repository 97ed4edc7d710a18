import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'chain-strangers-untold',
  clause: 'MG-CHAIN-01',
  reason: 'wrong-answer',
  module: 'move/verifyChainContinuity.js',
  find: "boundaries.filter(({ trust }) => trust.trust === 'unknown')",
  replace: "boundaries.filter(({ trust }) => trust.trust === 'refused')",
  description: 'Does not say which boundary entries no pinned key has signed.',
};
