import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-damage-argued',
  clause: 'RA-ATTEST-03',
  reason: 'laundered',
  module: 'recovery/reattest.js',
  find: "verdict === 'damaged' || verdict === 'undetermined'",
  replace: "verdict === 'undetermined'",
  description: 'Does not say that damage is damage.',
};
