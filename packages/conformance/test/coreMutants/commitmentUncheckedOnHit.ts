import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'commitment-unchecked-on-hit',
  clause: 'EV-OPEN-03',
  reason: 'commitment-unchecked-when-warm',
  module: 'envelope/openRecords.js',
  find: 'if (!commits(derived, parsed.commitment))',
  replace: 'if (known === undefined && !commits(derived, parsed.commitment))',
  description: 'Trusts the cache instead of the commitment.',
};
