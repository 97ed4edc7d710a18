import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'analytics-text-unbounded',
  clause: 'AS-REQUEST-01',
  reason: 'malformed-request-accepted',
  module: 'analytics/similarDialogues.js',
  find: 'if (actual <= max)',
  replace: 'if (max > 0)',
  description: 'A text may be as long as its caller likes.',
};
