import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'renewal-ignored',
  clause: 'LE-RENEW-01',
  reason: 'met-its-end',
  module: 'keys/KekCache.js',
  find: 'lease.extend(granted.expiresAt);',
  replace: 'lease.postpone();',
  description: 'Asks for a longer lease and does not take it.',
};
