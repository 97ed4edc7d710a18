import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-orphans-left',
  clause: 'RA-ATTEST-01',
  reason: 'invented',
  module: 'recovery/buildRepair.js',
  find: 'for (const { key } of orphans) places.add(key);',
  replace: '',
  description: "Leaves the events of a lost round where the round's own will be.",
};
