import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'keys-outlive-lease',
  clause: 'LE-END-02',
  reason: 'outlived',
  module: 'store/dialogueKeys.js',
  find: 'if (!keys.kek.isLive())',
  replace: 'if (!keys.kek.key)',
  description: 'Does not hand the end of the lease down to data keys and log roots.',
};
