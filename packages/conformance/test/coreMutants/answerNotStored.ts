import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'answer-not-stored',
  clause: 'DS-WRITE-01',
  reason: 'answer-not-stored',
  module: 'store/write.js',
  find: 'return { n: built.head.n, value: plan.result };',
  replace: "return { n: built.head.n, value: { ...plan.result, createdAt: '' } };",
  description: 'Answers something else than what it wrote.',
};
