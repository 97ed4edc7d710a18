import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'projection-one-way',
  clause: 'CL-READ-03',
  reason: 'projection-unchecked',
  module: 'store/records.js',
  find: 'names.length !== Object.keys(b).length',
  replace: 'names.length < 0',
  description: 'Takes attributes that nothing sealed stands for.',
};
