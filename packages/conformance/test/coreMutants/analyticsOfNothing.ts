import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'analytics-of-nothing',
  clause: 'AS-OFFER-01',
  reason: 'made-of-nothing',
  module: 'analytics/createAnalyticsStore.js',
  find: 'const port = requirePort(backend);',
  replace: 'const port = backend.analytics;',
  description: 'A backend without analytics is found out at the first question.',
};
