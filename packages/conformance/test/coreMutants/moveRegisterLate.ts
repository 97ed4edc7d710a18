import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-register-late',
  clause: 'MG-REGISTER-01',
  reason: 'copied-before-kept',
  module: 'move/mover/carry.js',
  find: 'await publishOut(context, departed, call);',
  replace: '',
  description: 'Copies before the register knows that the source was left.',
};
