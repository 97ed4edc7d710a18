import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'certificate-of-now',
  clause: 'KO-ERASE-05',
  reason: 'wrong-fields',
  module: 'operations/createKeyOperations.js',
  find: 'erasedAt: instantOf(time)',
  replace: 'erasedAt: instantOf(context.sources.now())',
  description: 'Certifies the time of asking.',
};
