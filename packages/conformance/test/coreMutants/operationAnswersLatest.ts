import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'operation-answers-latest',
  clause: 'CL-ONCE-04',
  reason: 'other-answer',
  module: 'store/ground.js',
  find: 'n: firstN(id, opened), value:',
  replace: 'n: head.n, value:',
  description: 'Says of a repetition that the latest commit wrote it.',
};
