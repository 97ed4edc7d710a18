import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'rewrap-uncompared',
  clause: 'KO-REWRAP-02',
  reason: 'not-compared',
  module: 'operations/rewrap.js',
  find: 'if (!same)',
  replace: 'if (false)',
  description: 'Believes that what was wrapped is what was meant.',
};
