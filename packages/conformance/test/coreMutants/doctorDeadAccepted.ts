import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-dead-accepted',
  clause: 'RA-DOCTOR-03',
  reason: 'not-damaged',
  module: 'recovery/judgeRecords.js',
  find: 'rev !== undefined && rev > end',
  replace: 'rev !== undefined',
  description: 'Takes what opens for what was committed.',
};
