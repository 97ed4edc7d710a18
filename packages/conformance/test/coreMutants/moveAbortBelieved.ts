import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-abort-believed',
  clause: 'MG-MOVE-02',
  reason: 'not-told',
  module: 'move/mover/undo.js',
  find: "if (ended.status === 'aborted') return true;",
  replace: "if (ended.status !== 'absent') return true;",
  description: 'Takes a target for dead that was opened first, and goes on to open the source.',
};
