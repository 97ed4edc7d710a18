import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-again',
  clause: 'MG-WHOLE-03',
  reason: 'not-skipped',
  module: 'move/whole/standing.js',
  find: 'if (arrived !== undefined)',
  replace: 'if (arrived === null)',
  description: 'Counts a dialogue as moved that had arrived before.',
};
