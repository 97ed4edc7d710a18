import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'administered-behind',
  clause: 'MG-ANSWER-06',
  reason: 'written-behind',
  module: 'operations/rewrap.js',
  find: 'refuseMoved(id, read.head);',
  replace: '',
  description: 'Rewraps the keys of a dialogue that has left.',
};
