import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'analytics-limit-unchecked',
  clause: 'AS-REQUEST-01',
  reason: 'malformed-request-accepted',
  module: 'analytics/page.js',
  find: 'value >= 1 && value <= max',
  replace: 'value >= 1',
  description: 'A page may be as long as its caller likes.',
};
