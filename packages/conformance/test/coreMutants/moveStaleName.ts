import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-stale-name',
  clause: 'MG-MOVE-04',
  reason: 'false-nothing',
  module: 'move/mover/cancel.js',
  find: 'unlessGoneOn(context, looks,',
  replace: 'unlessGoneOn(context, [],',
  description: 'Looks for a move to cancel in one store before and in the other behind it.',
};
