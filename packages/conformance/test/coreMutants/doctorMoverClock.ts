import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-mover-clock',
  clause: 'RA-DOCTOR-03',
  reason: 'counted',
  module: 'recovery/standingLog.js',
  find: '...(knownHead === undefined ? [] : [knownHead])].filter(written);',
  replace: '...(knownHead === undefined ? [] : [knownHead])];',
  description: "Counts from the time of a mover's clock.",
};
