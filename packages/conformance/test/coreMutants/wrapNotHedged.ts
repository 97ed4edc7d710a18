import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'wrap-not-hedged',
  clause: 'EV-WRAP-03',
  reason: 'wrap-not-hedged',
  module: 'envelope/wrap.js',
  find: 'hedge(kek, random.hedge, sha256(body)).subarray(0, saltLength)',
  replace: 'random.hedge.subarray(0, saltLength)',
  description: 'Takes the salt of a wrap from the source alone.',
};
