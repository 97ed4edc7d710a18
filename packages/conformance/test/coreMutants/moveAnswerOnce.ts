import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-answer-once',
  clause: 'MG-MOVE-05',
  reason: 'unexpected-error',
  module: 'move/store/transit.js',
  find: 'const isLast = attempt >= attempts || call?.signal?.aborted === true;',
  replace: 'const isLast = true;',
  description: 'Takes a lost answer for a failure and does not ask again.',
};
