import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'outcome-from-head',
  clause: 'CL-ONCE-03',
  reason: 'wrong-outcome',
  module: 'store/history.js',
  find: 'const { entries } = await readHistory(context, id, commit.n, 1, options);',
  replace: `const read = await readAtomic(context, id, [], options);
    const commitId = read === undefined ? undefined : toHex(read.head.header.commitId);
    const entries = read === undefined || commit.n > read.head.n ? [] : [{ n: commit.n, commitId }];`,
  description: 'Compares with the head instead of the entry at n.',
};
