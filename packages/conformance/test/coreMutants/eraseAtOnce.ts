import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'erase-at-once',
  clause: 'KO-ERASE-01',
  reason: 'wrong-batches',
  module: 'operations/erase.js',
  find: 'limits.commitChanges / 2',
  replace: 'limits.commitChanges',
  description: 'Commits as large as a commit may be.',
};
