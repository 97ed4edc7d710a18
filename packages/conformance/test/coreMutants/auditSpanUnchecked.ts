import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-span-unchecked',
  clause: 'AU-EVENT-04',
  reason: 'other-trace',
  module: 'audit/traceIds.js',
  find: 'return isTraceId(trace) && isSpanId(span) ? { trace, span } : undefined',
  replace: 'return isTraceId(trace) ? { trace, span } : undefined',
  description: 'Does not look at the span id.',
};
