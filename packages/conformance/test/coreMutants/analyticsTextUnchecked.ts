import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'analytics-text-unchecked',
  clause: 'AS-REQUEST-01',
  reason: 'malformed-request-accepted',
  module: 'analytics/similarDialogues.js',
  find: '|| !text.isWellFormed()',
  replace: '',
  description: 'A text with half a character is compared.',
};
