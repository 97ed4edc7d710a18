import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'erase-settle-unheard',
  clause: 'KO-ERASE-05',
  reason: 'certified-too-early',
  module: 'operations/erase.js',
  find: 'await context.backend.settle(id, options);',
  replace: 'await context.backend.settle(id, options).catch(() => undefined);',
  transactionLimit: 7,
  description: 'Certifies although what stands in the log could not be put in the rows.',
};
