import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'abandon-not-published-again',
  clause: 'MG-CANCEL-03',
  reason: 'accepted-silently',
  module: 'move/mover/abandon.js',
  find: 'await publishCancel(context, entry, believed(context, id, entry).body, acceptRollback, call);',
  replace: '',
  description: 'Does not tell a register that was put back, or was not at hand, of a source that is open again.',
};
