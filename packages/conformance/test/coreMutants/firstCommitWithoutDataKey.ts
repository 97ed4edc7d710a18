import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'first-commit-without-data-key',
  clause: 'CL-WRITE-07',
  reason: 'wrong-first-commit',
  module: 'store/buildCommit.js',
  find: 'written: [root.change, dek.change]',
  replace: 'written: [root.change]',
  description: 'Keeps the data key to itself.',
};
