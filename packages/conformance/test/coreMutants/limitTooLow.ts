import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'limit-too-low',
  clause: 'CL-WRITE-05',
  reason: 'refused-below-the-limit',
  module: 'store/buildCommit.js',
  find: 'if (actual <= max)',
  replace: 'if (actual <= max - 10)',
  description: 'Refuses what is just below a limit.',
};
