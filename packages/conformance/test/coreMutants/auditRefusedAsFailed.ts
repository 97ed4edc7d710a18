import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-refused-as-failed',
  clause: 'AU-OP-05',
  reason: 'other-events',
  module: 'audit/audited.js',
  find: "outcome: refusals.has(code) ? 'refused' : 'failed'",
  replace: "outcome: 'failed'",
  description: 'Does not tell a refusal from a failure.',
};
