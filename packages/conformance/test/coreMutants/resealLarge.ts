import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reseal-large',
  clause: 'KO-RESEAL-02',
  reason: 'too-large',
  module: 'operations/reseal.js',
  find: '|| bytes > bytesPerCommit',
  replace: '',
  description: 'Counts the records of a commit, and not their bytes.',
};
