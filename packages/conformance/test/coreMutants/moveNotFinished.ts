import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-not-finished',
  clause: 'MG-MOVE-01',
  reason: 'unexpected-error',
  module: 'move/mover/decide.js',
  find: "if (target.state === 'active') return { plan: 'finish', out };",
  replace: '',
  description: 'Does not know a move that another mover has brought to its end.',
};
