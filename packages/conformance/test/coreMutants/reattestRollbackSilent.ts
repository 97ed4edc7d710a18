import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-rollback-silent',
  clause: 'RA-ATTEST-07',
  reason: 'given-up',
  module: 'recovery/reattest.js',
  find: 'rolledBack.length > 0 && !acceptRollback',
  replace: 'rolledBack.length > 99 && !acceptRollback',
  description: 'Gives up a later state that the operator was not told to give up.',
};
