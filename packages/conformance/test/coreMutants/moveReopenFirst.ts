import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-reopen-first',
  clause: 'MG-CANCEL-02',
  reason: 'open-before-dead',
  module: 'move/mover/cancel.js',
  find: 'if (!(await abort(context, to, target, { moveId, logId }, call))) return undefined;',
  replace:
    'if (out !== undefined) await reopen(context, out, call); if (!(await abort(context, to, target, { moveId, logId }, call))) return undefined;',
  description: 'Opens the source before the move is dead at the target: C3 before C1.',
};
