import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doubt-called-failure',
  clause: 'CL-ONCE-02',
  reason: 'certain-without-an-answer',
  module: 'store/send.js',
  find: "new ColloquyError('outcome_unknown'",
  replace: "new ColloquyError('backend_unavailable'",
  description: 'Says that nothing was written when it cannot know.',
};
