import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'lease-revived',
  clause: 'LE-END-01',
  reason: 'revived',
  module: 'keys/Lease.js',
  find: 'this.#ended = true; return false;',
  replace: 'return false;',
  description: 'Lets a clock that is set back revive a lease.',
};
