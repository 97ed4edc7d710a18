import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-rate-of-each',
  clause: 'MG-WHOLE-06',
  reason: 'too-fast',
  module: 'move/whole/Pace.js',
  find: 'this.#paidAt = Math.max(this.#paidAt, now) + amount',
  replace: 'this.#paidAt = now + amount',
  description: 'Keeps the rate for each request, and not for all of them.',
};
