import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-window-unbounded',
  clause: 'MG-COPY-05',
  reason: 'not-in-windows',
  module: 'move/arrival/KeyWindow.js',
  find: 'this.#keys.length === this.#size',
  replace: 'this.#keys.length === Infinity',
  description: 'Holds every key of the log at once.',
};
