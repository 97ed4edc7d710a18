import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'cache-unbounded',
  clause: 'EV-CACHE-04',
  reason: 'unbounded',
  module: 'envelope/CommitKeyCache.js',
  find: 'this.#old = this.#young;',
  replace: 'for (const [key, value] of this.#old) this.#young.set(key, value); this.#old = this.#young;',
  description: 'Never forgets.',
};
