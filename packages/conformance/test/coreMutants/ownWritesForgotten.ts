import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'own-writes-forgotten',
  clause: 'CL-READ-07',
  reason: 'rollback-accepted',
  module: 'store/write.js',
  find: 'remember(context, id, head.n, head.hash, undefined);',
  replace: 'remember(context, id, 0, head.hash, undefined);',
  description: 'Does not note the heads that it has written itself.',
};
