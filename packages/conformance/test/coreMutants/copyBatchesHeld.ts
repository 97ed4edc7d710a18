import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-batches-held',
  clause: 'MG-COPY-05',
  reason: 'held-too-much',
  module: 'move/arrival/BatchWriter.js',
  find: 'this.#rows === batchRows ||',
  replace: 'this.#rows === batchRows * 3 ||',
  description: 'Gathers three batches before it writes.',
};
