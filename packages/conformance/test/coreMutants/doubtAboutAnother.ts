import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doubt-about-another',
  clause: 'CL-ONCE-02',
  reason: 'wrong-context',
  module: 'store/send.js',
  find: 'n: commit.n, commitId: commit.commitId }',
  replace: 'n: commit.n + 1, commitId: commit.commitId }',
  description: 'Names another commit than the one in doubt.',
};
