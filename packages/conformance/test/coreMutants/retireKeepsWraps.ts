import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'retire-keeps-wraps',
  clause: 'KO-RESEAL-03',
  reason: 'not-buried',
  module: 'operations/reseal.js',
  find: 'written: retired.map(',
  replace: 'written: [].map(',
  description: 'Raises the minimum, and leaves the old wraps where they are.',
};
