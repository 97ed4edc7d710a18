import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-torn-silent',
  clause: 'AU-FILE-05',
  reason: 'not-told',
  module: 'audit/AuditTrail.js',
  find: 'at === 0 && torn !== undefined ? { torn } : {}',
  replace: '{}',
  description: 'Says nothing of the unfinished line before an event.',
};
