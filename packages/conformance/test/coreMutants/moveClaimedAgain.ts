import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-claimed-again',
  clause: 'MG-MOVE-06',
  reason: 'dead-move-goes-on',
  module: 'move/mover/decide.js',
  find: "case 'aborted': return { plan: 'undo', out };",
  replace: "case 'aborted': return { plan: 'reclaim', out };",
  description: 'Claims again under a move id that was aborted.',
};
