import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-old-accepted',
  clause: 'RA-DOCTOR-03',
  reason: 'too-old',
  module: 'recovery/judgeRecords.js',
  find: 'latest - (times.get(since) ?? 0) <= within',
  replace: 'latest >= 0',
  description: 'Takes every old version for one of a torn restore.',
};
