import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-left-closed',
  clause: 'MG-WHOLE-02',
  reason: 'left-closed',
  module: 'move/whole/failed.js',
  find: "fault === undefined ? error.code === 'backend_unavailable' : context.whenFull === 'leave'",
  replace: 'true',
  description: 'Leaves closed what a full target could not take.',
};
