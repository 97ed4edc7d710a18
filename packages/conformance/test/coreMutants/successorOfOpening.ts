import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'successor-of-opening',
  clause: 'MG-WHOLE-08',
  reason: 'not-refused',
  module: 'keys/PinnedEpochs.js',
  find: 'this.#successor = now.successor;',
  replace: '',
  description: 'Looks for a successor when the keys are opened, and never again.',
};
