import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-abort-believed',
  clause: 'MG-MOVE-02',
  reason: 'both-active',
  module: 'move/mover/undo.js',
  find: "if (ended.status === 'aborted') return true;",
  replace: "if (ended.status !== 'absent') return true;",
  description: 'Opens the source also where the target was opened first.',
};
