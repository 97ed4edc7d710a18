import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-findings-unbounded',
  clause: 'AU-VERIFY-07',
  reason: 'not-bounded',
  module: 'audit/verify/verifyAudit.js',
  find: 'if (findings.length < maxFindings)',
  replace: 'if (findings.length >= 0)',
  description: 'Keeps every finding.',
};
