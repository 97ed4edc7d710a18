import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-left-closed',
  clause: 'MG-WHOLE-02',
  reason: 'stops-others',
  module: 'move/whole/failed.js',
  find: "fault === undefined ? error.code === 'backend_unavailable' : context.whenFull === 'leave'",
  replace: 'true',
  description: 'Leaves closed what a fault of one dialogue has stopped on its way.',
};
