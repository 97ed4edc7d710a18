import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-stale-room',
  clause: 'MG-MOVE-04',
  reason: 'false-torn',
  module: 'move/mover/start.js',
  find: 'if (await isStanding(context, side, seen, call))',
  replace: 'if (side !== context.source || (await isStanding(context, side, seen, call)))',
  description: 'Takes what another mover has brought to a target since it was looked at for what a restore has torn.',
};
