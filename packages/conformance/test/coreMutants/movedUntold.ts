import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'moved-untold',
  clause: 'MG-ANSWER-03',
  reason: 'not-told',
  module: 'store/createDialogueStore.js',
  find: '...(moved === undefined ? {} : { moved })',
  replace: '',
  description: 'Reads a retired copy as if nothing had happened.',
};
