import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'failure-remembered',
  clause: 'LE-ASK-04',
  reason: 'failure-remembered',
  module: 'keys/KekCache.js',
  find: 'this.#grant(generation, epoch).finally(() => openings.delete(epoch))',
  replace: 'this.#grant(generation, epoch)',
  description: 'Remembers a failure for ever.',
};
