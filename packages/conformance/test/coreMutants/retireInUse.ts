import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'retire-in-use',
  clause: 'KO-RESEAL-03',
  reason: 'wrong-minimum',
  module: 'operations/reseal.js',
  find: 'oldest = Math.min(oldest, keyVersionOf(record.envelope) ?? oldest)',
  replace: 'oldest = header.dek',
  description: 'Retires every version but the newest, whatever is still under them.',
};
