import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'created-over-entries',
  clause: 'CL-WRITE-07',
  reason: 'wrong-code',
  module: 'store/write.js',
  find: 'creates && ground.head !== undefined',
  replace: 'creates && ground.head === null',
  description: 'Creates a dialogue upon the log of another.',
};
