import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doubt-thrown',
  clause: 'CL-ONCE-01',
  reason: 'landed-not-recognised',
  module: 'store/send.js',
  find: 'doubt === undefined && hadNoEffect(error, options)',
  replace: 'doubt === undefined',
  description: 'Gives up at the first lost answer.',
};
