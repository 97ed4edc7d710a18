import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-torn-by-length',
  clause: 'AU-VERIFY-06',
  reason: 'not-found',
  module: 'audit/verify/ChainVerifier.js',
  find: 'if (sha256Hex(region.subarray(0, bytes)) === sha256)',
  replace: 'if (region.byteLength >= bytes)',
  description: 'Excuses any line of the right length.',
};
