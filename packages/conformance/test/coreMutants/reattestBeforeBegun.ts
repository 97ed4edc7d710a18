import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-before-begun',
  clause: 'RA-ATTEST-08',
  reason: 'went-on',
  module: 'recovery/createRecovery.js',
  find: "await audit.record({ ...about, outcome: 'begun' });",
  replace: "audit.record({ ...about, outcome: 'begun' }).catch(() => undefined);",
  description: 'Repairs although the event that says so was not kept.',
};
