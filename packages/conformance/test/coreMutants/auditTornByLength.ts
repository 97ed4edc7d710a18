import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-torn-by-length',
  clause: 'AU-VERIFY-06',
  reason: 'not-found',
  module: 'audit/verify/ChainVerifier.js',
  find: 'bytes?.byteLength === torn.bytes && sha256Hex(bytes) === torn.sha256',
  replace: 'bytes?.byteLength === torn.bytes',
  description: 'Excuses any line of the right length.',
};
