import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-without-advice',
  clause: 'MG-WHOLE-03',
  reason: 'no-advice',
  module: 'move/whole/reportOf.js',
  find: 'message: `${message}${adviceOn(reason)}`',
  replace: 'message',
  description: 'Says what is wrong and not what to do.',
};
