import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'mover-pinned-twice',
  clause: 'MG-ENTRY-04',
  reason: 'pinned-twice',
  module: 'move/MoverKeys.js',
  find: 'if (this.#byId.size === keys.length)',
  replace: 'if (keys.length > 0 || this.#byId.size === 0)',
  description: 'Pins two keys of one key id, of which one is never asked.',
};
