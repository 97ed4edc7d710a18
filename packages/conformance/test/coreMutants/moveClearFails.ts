import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-clear-fails',
  clause: 'MG-CANCEL-02',
  reason: 'unexpected-error',
  module: 'move/mover/undo.js',
  find: "if (isColloquyError(error, 'integrity_error') || isColloquyError(error, 'backend_error')) return error;",
  replace: '',
  description: 'Fails to cancel where leftovers at the target cannot be read, which nobody needs.',
};
