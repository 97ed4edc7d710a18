import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'operation-not-looked-up',
  clause: 'CL-ONCE-04',
  reason: 'not-repeatable',
  module: 'store/ground.js',
  find: 'if (operation === undefined || record === undefined || isTombstone(record))',
  replace: 'if (id)',
  description: 'Does not look whether an operation was done before.',
};
