import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'analytics-tensions-resolved',
  clause: 'AS-TRUTH-01',
  reason: 'untrue',
  module: 'analytics/indexedRow.js',
  find: 'unresolvedTensionStatuses.some((status) => status === value)',
  replace: '["open", "reopened"].some((status) => status === value)',
  description: 'A tension that was addressed is settled.',
};
