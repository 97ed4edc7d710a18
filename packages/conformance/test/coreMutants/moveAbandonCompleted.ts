import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-abandon-completed',
  clause: 'MG-CANCEL-03',
  reason: 'given-up',
  module: 'move/mover/abandon.js',
  find: "if (known?.kind !== 'migrate.in' || acceptRollback)",
  replace: 'if (true)',
  description: 'Abandons a move that the register knows to be complete, without being told to.',
};
