import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'lease-by-one-clock',
  clause: 'LE-END-01',
  reason: 'outlived',
  module: 'keys/Lease.js',
  find: '&& this.#clock.now() < deadline.wallClock',
  replace: '',
  description: 'Does not look at the wall clock: a lease outlives the sleep of its machine.',
};
