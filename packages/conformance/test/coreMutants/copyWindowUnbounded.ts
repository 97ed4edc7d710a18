import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-window-unbounded',
  clause: 'MG-COPY-05',
  reason: 'not-in-windows',
  module: 'move/arrival/KeyWindow.js',
  find: 'this.#heap.length < this.#size',
  replace: 'this.#heap.length < Infinity',
  description: 'Holds every key of the log at once.',
};
