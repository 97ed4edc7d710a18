import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-unverified',
  clause: 'MG-MOVE-03',
  reason: 'not-the-same-bytes',
  module: 'move/mover/carry.js',
  find: 'patiently(context, () => verifyCopy(request), call)',
  replace: "Promise.resolve({ outcome: 'verified', copied: { records: 15, bytes: 1, digest: '0'.repeat(64) } })",
  description: 'Opens the target before it was read back.',
};
