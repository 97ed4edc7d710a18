import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'abandon-unregistered',
  clause: 'MG-CANCEL-03',
  reason: 'source-refused',
  module: 'move/mover/register.js',
  find: 'givingUp ? kept.abandon(move, call) : kept.put(move, call)',
  replace: 'kept.put(move, call).then((put) => givingUp ? move : put)',
  description: 'Opens the source over an arrival that stays in the register, which then refuses it.',
};
