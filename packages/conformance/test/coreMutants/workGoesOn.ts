import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'work-goes-on',
  clause: 'LE-WORK-01',
  reason: 'went-on',
  module: 'store/dialogueKeys.js',
  find: 'if (!kek.isLive()) await context.keyring.kek(epoch, options);',
  replace: '',
  description: 'Goes on with keys whose lease ended under way.',
};
