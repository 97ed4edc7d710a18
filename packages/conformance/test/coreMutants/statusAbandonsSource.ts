import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'status-abandons-source',
  clause: 'MG-MOVE-01',
  reason: 'not-told',
  module: 'move/mover/status.js',
  find: 'from === undefined ? withoutSource : withoutTarget',
  replace: 'withoutTarget',
  description: 'Advises to abandon a move whose source is gone, which nobody can.',
};
