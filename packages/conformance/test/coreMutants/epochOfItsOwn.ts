import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'epoch-of-its-own',
  clause: 'KO-EPOCH-01',
  reason: 'another-epoch',
  module: 'operations/epochs.js',
  find: 'if (recorded !== undefined)',
  replace: 'if (false)',
  description: 'Who finds the epoch there adds one more.',
};
