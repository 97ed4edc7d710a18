import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'lease-renewed-by-each-use',
  clause: 'LE-RENEW-01',
  reason: 'not-renewed-once',
  module: 'keys/Lease.js',
  find: 'this.#renewAt = Infinity; return true;',
  replace: 'return true;',
  description: 'Every use while a renewal is under way begins another.',
};
