import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'cache-filled-early',
  clause: 'EV-CACHE-02',
  reason: 'filled-by-strangers',
  module: 'envelope/openRecords.js',
  find: 'if (!commits(derived, parsed.commitment)) return 3;',
  replace: 'cache.add(place, dataKey, derived); if (!commits(derived, parsed.commitment)) return 3;',
  description: 'Fills the cache before the commitment was compared.',
};
