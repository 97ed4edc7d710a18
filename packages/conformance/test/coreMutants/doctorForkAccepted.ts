import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-fork-accepted',
  clause: 'RA-DOCTOR-05',
  reason: 'not-told',
  module: 'recovery/laterState.js',
  find: 'hashAt(log, seen.n) !== seen.logHead',
  replace: 'hashAt(log, seen.n) === undefined',
  description: 'Does not compare the entry that a handle has seen.',
};
