import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'chain-without-head',
  clause: 'MG-CHAIN-01',
  reason: 'break-not-told',
  module: 'move/verifyChainContinuity.js',
  find: 'entry.n === head.n && bytesEqual(entry.header, head.header) && bytesEqual(entry.auth, head.auth)',
  replace: 'entry.n === head.n',
  description: 'Does not compare the head with the last entry.',
};
