import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'foreign-page-believed',
  clause: 'DS-SCOPE-01',
  reason: 'foreign-answer-believed',
  module: 'store/history.js',
  find: 'if (page.dialogueId !== id)',
  replace: 'if (page === null)',
  description: 'Reads the log of another dialogue.',
};
