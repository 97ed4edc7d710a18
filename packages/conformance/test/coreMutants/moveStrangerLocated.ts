import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-stranger-located',
  clause: 'MG-STORE-01',
  reason: 'believed',
  module: 'move/store/location.js',
  find: "&& trust.trust === 'signed'",
  replace: "&& trust.trust !== 'refused'",
  description: 'Believes a boundary head that anybody has signed.',
};
