import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-strays-unchecked',
  clause: 'RA-DOCTOR-03',
  reason: 'not-damaged',
  module: 'recovery/standingLog.js',
  find: "...beyond.findings.filter(({ kind }) => kind !== 'entry_missing')",
  replace: '...[]',
  description: 'Does not look at entries behind a gap.',
};
