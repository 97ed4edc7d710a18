import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-purge-silent',
  clause: 'MG-PURGE-03',
  reason: 'not-said',
  module: 'move/mover/purge.js',
  find: 'holder: found, notReached',
  replace: 'holder: found, notReached: []',
  description: 'Does not say what databases keep of what was purged.',
};
