import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-loss-untold',
  clause: 'RA-DOCTOR-02',
  reason: 'wrong-entries',
  module: 'recovery/diagnose.js',
  find: '...torn.map(({ stands }) => stands)',
  replace: '',
  description: 'Does not see by the records that their entries are lost.',
};
