import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'other-key-taken-for-renewal',
  clause: 'LE-RENEW-03',
  reason: 'another-key',
  module: 'keys/KekCache.js',
  find: 'if (granted.kekId === lease.kekId)',
  replace: 'if (granted.kekId)',
  description: 'Takes any key for a renewal.',
};
