import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reseal-keeps-rev',
  clause: 'KO-RESEAL-01',
  reason: 'wrong-rev',
  module: 'operations/reseal.js',
  find: 'head.n + 1, entity',
  replace: 'plain.rev, entity',
  description: 'Seals the old rev into the new envelope.',
};
