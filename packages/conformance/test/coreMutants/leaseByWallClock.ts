import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'lease-by-wall-clock',
  clause: 'LE-END-01',
  reason: 'outlived',
  module: 'keys/Lease.js',
  find: 'this.#clock.monotonic() < deadline.monotonic && this.#clock.now()',
  replace: 'this.#clock.now()',
  description: 'Looks at the wall clock only, which can be set back.',
};
