import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-destroy-before-begun',
  clause: 'AU-OP-04',
  reason: 'went-on',
  module: 'operations/createKeyOperations.js',
  find: "await audit.record({ ...about, outcome: 'begun' });",
  replace: "audit.record({ ...about, outcome: 'begun' }).catch(() => undefined);",
  description: 'Destroys an epoch although the event that says so was not kept.',
};
