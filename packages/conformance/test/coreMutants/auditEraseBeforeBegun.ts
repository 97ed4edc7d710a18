import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-erase-before-begun',
  clause: 'AU-OP-04',
  reason: 'went-on',
  module: 'operations/createKeyOperations.js',
  find: "await audit?.record({ operation: 'dialogue.erase', tenant, dialogue: dialogueId(id), outcome: 'begun' });",
  replace:
    "audit?.record({ operation: 'dialogue.erase', tenant, dialogue: dialogueId(id), outcome: 'begun' }).catch(() => undefined);",
  description: 'Erases although the event that says so was not kept.',
};
