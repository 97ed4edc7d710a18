import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'commit-keys-outlive-lease',
  clause: 'LE-END-02',
  reason: 'kept',
  module: 'store/dialogueKeys.js',
  find: 'context.codec.forget();',
  replace: '',
  description: 'Keeps commit keys whose data keys have ended.',
};
