import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'abandon-taken-for-complete',
  clause: 'MG-CANCEL-03',
  reason: 'taken-for-complete',
  module: 'move/mover/carry.js',
  find: "else if (known.kind === 'migrate.cancel')",
  replace: 'else if (false)',
  description: 'Takes a move for complete that the register knows to be given up.',
};
