import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'chain-breaks-on-writers',
  clause: 'MG-CHAIN-01',
  reason: 'false-break',
  module: 'move/verifyChainContinuity.js',
  find: 'const isBehind = (head?.n ?? 0) > (last?.n ?? 0);',
  replace: 'const isBehind = false;',
  description: 'Calls a commit that came between log and head a break.',
};
