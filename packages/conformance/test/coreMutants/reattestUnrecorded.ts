import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-unrecorded',
  clause: 'RA-ATTEST-08',
  reason: 'other-events',
  module: 'recovery/createRecovery.js',
  find: 'await audited(audit, about, act, { signal: call.signal, found })',
  replace: 'await act(found)',
  description: 'Keeps no event of how a repair ended.',
};
