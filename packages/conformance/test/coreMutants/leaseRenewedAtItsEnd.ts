import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'lease-renewed-at-its-end',
  clause: 'LE-RENEW-01',
  reason: 'not-renewed-once',
  module: 'keys/Lease.js',
  find: 'const renewAfter = 0.8;',
  replace: 'const renewAfter = 0.99;',
  description: 'Renews at the last moment.',
};
