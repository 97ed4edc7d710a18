import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-abort-unheard',
  clause: 'AS-SIMILAR-05',
  reason: 'not-ended',
  module: 'analytics/inOrder.js',
  find: 'begun += 1; signal?.throwIfAborted();',
  replace: 'begun += 1;',
  description: 'Only the dialogues hear the abort, and these may not listen.',
};
