import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-activated-unseen',
  clause: 'MG-STORE-05',
  reason: 'written',
  module: 'move/store/activate.js',
  find: '|| toHex(entryHash(out.header)) !== hash',
  replace: '',
  description: 'Opens a dialogue behind another migrate.out than the one that was verified.',
};
