import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'anchor-foreign-log',
  clause: 'CK-ANCHOR-03',
  reason: 'contradiction-published',
  module: 'checkpoint/anchor/anchorCheckpoint.js',
  find: 'if (anchored.logId !== checkpoint.logId)',
  replace: 'if (anchored.n < 0)',
  description: 'Compares with a note of another log.',
};
