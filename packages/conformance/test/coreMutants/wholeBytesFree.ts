import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-bytes-free',
  clause: 'MG-WHOLE-06',
  reason: 'too-fast',
  module: 'move/whole/Pace.js',
  find: 'this.#bytes?.take(bytes, now) ?? now',
  replace: 'now',
  description: 'Keeps no rate of bytes.',
};
