import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-stale-finish',
  clause: 'MG-MOVE-04',
  reason: 'false-parting',
  module: 'move/mover/start.js',
  find: 'unlessGoneOn(context, looks, call, () => finish(',
  replace: 'unlessGoneOn(context, [], call, () => finish(',
  description: 'Looks for the arrival of a move behind the migrate.out of an earlier one.',
};
