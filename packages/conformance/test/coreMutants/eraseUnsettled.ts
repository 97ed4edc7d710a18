import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'erase-unsettled',
  clause: 'KO-SERIES-02',
  reason: 'leftovers',
  module: 'operations/erase.js',
  find: 'await context.backend.settle(id, options);',
  replace: '',
  transactionLimit: 7,
  description: 'Certifies what stands in the log, and not yet in the rows.',
};
