import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'rollback-accepted',
  clause: 'CL-READ-07',
  reason: 'rollback-accepted',
  module: 'store/verifyHead.js',
  find: 'floor !== undefined && n < floor.n',
  replace: 'floor !== undefined && n < 0',
  description: 'Forgets that it has seen a later head.',
};
