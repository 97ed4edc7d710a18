import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'invalidate-forgets-only',
  clause: 'LE-END-03',
  reason: 'outlived',
  module: 'keys/KekCache.js',
  find: 'this.#generation.over = true;',
  replace: '',
  description: 'Invalidating forgets the KEKs and leaves those who hold one their own.',
};
