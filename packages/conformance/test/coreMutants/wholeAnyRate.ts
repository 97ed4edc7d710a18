import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-any-rate',
  clause: 'MG-WHOLE-06',
  reason: 'any-rate',
  module: 'move/whole/Pace.js',
  find: 'rate >= 1 && rate <= most',
  replace: 'rate <= most',
  description: 'Takes a rate of nothing, at which nothing ever ends.',
};
