import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-unproven-believed',
  clause: 'RA-DOCTOR-04',
  reason: 'believed',
  module: 'recovery/judgeRecords.js',
  find: 'if (opener === undefined || isSealed) unproven.push(key);',
  replace: 'if (opener === undefined) torn.push(record); else if (isSealed) unproven.push(key);',
  description: 'Takes bytes that nobody could open for those of a lost entry.',
};
