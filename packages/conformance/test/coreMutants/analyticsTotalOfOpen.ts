import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'analytics-total-of-open',
  clause: 'AS-TRUTH-01',
  reason: 'untrue',
  module: 'analytics/createAnalyticsStore.js',
  find: '(sum, status) => sum + byStatus[status]',
  replace: '(sum, status) => (status === "abandoned" ? sum : sum + byStatus[status])',
  description: 'Abandoned dialogues are no dialogues.',
};
