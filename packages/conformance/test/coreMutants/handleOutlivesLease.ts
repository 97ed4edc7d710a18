import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'handle-outlives-lease',
  clause: 'LE-END-02',
  reason: 'outlived',
  module: 'store/createDialogueStore.js',
  find: 'if (verified.head.keys.kek.isLive())',
  replace: 'if (verified.head.keys.kek)',
  description: 'Shows the state of an open handle after the end of the lease.',
};
