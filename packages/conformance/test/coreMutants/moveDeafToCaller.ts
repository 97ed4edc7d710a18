import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-deaf-to-caller',
  clause: 'MG-MOVE-04',
  reason: 'went-on',
  module: 'move/mover/looks.js',
  find: 'if (!judgements.some((code) => isColloquyError(error, code)))',
  replace: 'if (judgements.length === 0)',
  description: 'Takes whatever ends a look for what it says, and looks again.',
};
