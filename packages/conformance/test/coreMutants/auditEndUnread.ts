import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-end-unread',
  clause: 'AU-VERIFY-04',
  reason: 'not-found',
  module: 'audit/verify/lines.js',
  find: 'if (length > 0) yield take(false)',
  replace: '',
  description: 'Does not look at what follows the last newline.',
};
