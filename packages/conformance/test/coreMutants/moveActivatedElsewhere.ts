import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-activated-elsewhere',
  clause: 'MG-STORE-05',
  reason: 'written',
  module: 'move/store/activate.js',
  find: '|| body.target.place !== here.place',
  replace: '',
  description: 'Opens a dialogue in a store that it did not leave for.',
};
