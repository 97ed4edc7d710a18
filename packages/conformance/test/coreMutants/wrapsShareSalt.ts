import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'wraps-share-salt',
  clause: 'EV-WRAP-03',
  reason: 'wraps-share',
  module: 'envelope/wrap.js',
  find: 'hedge(kek, random.hedge, sha256(body)).subarray(0, saltLength)',
  replace: 'new Uint8Array(saltLength)',
  description: 'Uses one salt for every wrap.',
};
