import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-stale-register',
  clause: 'MG-MOVE-04',
  reason: 'false-rollback',
  module: 'move/mover/start.js',
  find: 'unlessGoneOn(context, looks, call, () => requireLatest(',
  replace: 'unlessGoneOn(context, [], call, () => requireLatest(',
  description: 'Takes what the register knows of another mover for what a restore has taken from the source.',
};
