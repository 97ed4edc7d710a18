import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-stale-room',
  clause: 'MG-MOVE-04',
  reason: 'false-torn',
  module: 'move/mover/start.js',
  find: 'const checked = await unlessGoneOn(context, looks,',
  replace: 'const checked = await unlessGoneOn(context, [],',
  description: 'Takes what another mover has brought to a target since it was looked at for what a restore has torn.',
};
