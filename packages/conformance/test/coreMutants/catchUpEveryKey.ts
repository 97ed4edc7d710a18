import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'catch-up-every-key',
  clause: 'CL-READ-05',
  reason: 'read-too-much',
  module: 'store/catchUp.js',
  find: '[...new Set([...missing, ...observations.keys()])].slice(0, Math.max(missing.length, readKeysLimit))',
  replace: '[...new Set([...missing, ...records.keys()])].slice(0, readKeysLimit)',
  description: 'Asks for records that nobody changed.',
};
