import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-window-cut-short',
  clause: 'MG-COPY-05',
  reason: 'window-cut-short',
  module: 'move/arrival/KeyWindow.js',
  find: 'for (const key of keys)',
  replace: 'for (const key of this.#isCut ? keys.slice(0, -1) : keys)',
  description: 'Drops the last key of a window.',
};
