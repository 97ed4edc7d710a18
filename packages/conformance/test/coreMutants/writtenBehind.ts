import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'written-behind',
  clause: 'MG-ANSWER-06',
  reason: 'written-behind',
  module: 'store/ground.js',
  find: 'refuseMoved(id, read.head);',
  replace: '',
  description: 'Leaves it to the backend to refuse what comes behind migrate.out.',
};
