import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reseal-reads',
  clause: 'KO-COST-01',
  reason: 'other-cost',
  module: 'operations/reseal.js',
  find: 'if (again)',
  replace: 'if (true)',
  description: 'Reads before every commit what it knows already.',
};
