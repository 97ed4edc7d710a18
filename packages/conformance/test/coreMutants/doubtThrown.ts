import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doubt-thrown',
  clause: 'CL-ONCE-01',
  reason: 'landed-not-recognised',
  module: 'store/send.js',
  find: 'if (doubt === undefined && hadNoEffect(error, options))',
  replace: 'if (doubt === undefined)',
  description: 'Gives up at the first lost answer.',
};
