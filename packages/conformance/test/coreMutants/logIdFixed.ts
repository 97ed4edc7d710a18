import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'log-id-fixed',
  clause: 'CL-BYTES-06',
  reason: 'log-id-repeated',
  module: 'store/buildCommit.js',
  find: 'const logId = sources.randomBytes(16);',
  replace: 'const logId = new Uint8Array(16);',
  description: 'Gives every log the same id.',
};
