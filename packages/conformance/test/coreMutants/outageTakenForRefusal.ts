import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'outage-taken-for-refusal',
  clause: 'LE-RENEW-02',
  reason: 'ended-by-outage',
  module: 'keys/KekCache.js',
  find: 'if (isTransient(error)) lease.postpone(); else lease.end();',
  replace: 'lease.end();',
  description: 'Ends a lease because the service did not answer.',
};
