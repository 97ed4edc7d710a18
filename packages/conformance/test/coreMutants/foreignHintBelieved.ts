import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'foreign-hint-believed',
  clause: 'DS-SCOPE-01',
  reason: 'foreign-answer-believed',
  module: 'store/ground.js',
  find: 'answer !== undefined && answer.dialogueId !== id',
  replace: 'answer === null',
  description: 'Takes a hint about another dialogue.',
};
