import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'analytics-status-unchecked',
  clause: 'AS-REQUEST-01',
  reason: 'malformed-request-accepted',
  module: 'analytics/createAnalyticsStore.js',
  find: 'if (!isDialogueStatus(status))',
  replace: 'if (typeof status !== "string")',
  description: 'Any word is taken for a status, and has no dialogues.',
};
