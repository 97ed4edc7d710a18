import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-calls-overlap',
  clause: 'AU-CALL-01',
  reason: 'overlapping',
  module: 'audit/CallbackAuditSink.js',
  find: 'if (answer !== undefined) await answer',
  replace: 'if (answer !== undefined) answer.catch(() => undefined)',
  description: 'Does not wait for the callback.',
};
