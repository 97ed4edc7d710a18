import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-any-concurrency',
  clause: 'MG-WHOLE-02',
  reason: 'any-concurrency',
  module: 'move/whole/createStoreMover.js',
  find: 'concurrency < 1 || concurrency > 64',
  replace: 'concurrency > 64',
  description: 'Takes a concurrency of none.',
};
