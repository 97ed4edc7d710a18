import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-id-by-clock',
  clause: 'AU-EVENT-03',
  reason: 'not-ascending',
  module: 'audit/UuidSequence.js',
  find: 'if (now > this.#time) {',
  replace: 'if (now > this.#time || now > 0) {',
  description: 'Makes ids by the clock alone.',
};
