import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'overtaking-is-rollback',
  clause: 'CL-READ-07',
  reason: 'false-rollback',
  module: 'store/verifyHead.js',
  find: 'floor !== undefined && n < floor.n',
  replace: 'seen !== undefined && n < seen.n',
  description: 'Takes an answer that was overtaken for an old state.',
};
