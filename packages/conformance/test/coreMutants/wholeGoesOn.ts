import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-goes-on',
  clause: 'MG-WHOLE-01',
  reason: 'goes-on',
  module: 'move/whole/migrateStore.js',
  find: 'if (successor?.place === here.place) return true;',
  replace: 'return true;',
  description: 'Goes on with a move that somebody has cancelled.',
};
