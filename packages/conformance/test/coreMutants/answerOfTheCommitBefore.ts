import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'answer-of-the-commit-before',
  clause: 'DS-WRITE-01',
  reason: 'not-one-commit',
  module: 'store/write.js',
  find: 'return { n: built.head.n, value: plan.result };',
  replace: 'return { n: built.head.n - 1, value: plan.result };',
  description: 'Names the commit before its own.',
};
