import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'analytics-abort-unheard',
  clause: 'AS-REQUEST-01',
  reason: 'backend-asked',
  module: 'analytics/page.js',
  find: 'signal?.throwIfAborted();',
  replace: '',
  description: 'The signal is left to the backend, which is asked in vain.',
};
