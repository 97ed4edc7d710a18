import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'anchor-rollback-published',
  clause: 'CK-ANCHOR-03',
  reason: 'contradiction-published',
  module: 'checkpoint/anchor/anchorCheckpoint.js',
  find: 'if (anchored.n > checkpoint.n)',
  replace: 'if (anchored.n < 0)',
  description: 'Does not see that the anchor knows more than the log.',
};
