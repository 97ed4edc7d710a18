import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'lease-never-renewed',
  clause: 'LE-RENEW-01',
  reason: 'not-renewed-once',
  module: 'keys/KekCache.js',
  find: 'if (lease.isDue()) this.#renew',
  replace: 'if (false) this.#renew',
  description: 'Never renews: every lease ends, and somebody waits.',
};
