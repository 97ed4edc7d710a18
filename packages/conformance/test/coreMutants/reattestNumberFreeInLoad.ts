import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-number-free-in-load',
  clause: 'RA-ATTEST-05',
  reason: 'number-given-again',
  module: 'store/views.js',
  find: 'return this.#taken.findLast((key) => key.startsWith(prefix));',
  replace: 'return this.#view.last(prefix);',
  description: 'Counts what there is, and not what there was, when a whole round is registered.',
};
