import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-deaf-warning',
  clause: 'AU-FAIL-02',
  reason: 'went-on',
  module: 'audit/AuditTrail.js',
  find: "throw auditFault('warning',",
  replace: "auditFault('warning',",
  description: 'Goes on when the callback for warnings fails.',
};
