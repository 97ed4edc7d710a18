import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'salt-of-randomness',
  clause: 'EV-SEAL-03',
  reason: 'salt-of-randomness-alone',
  module: 'envelope/sealRecords.js',
  find: 'const mixed = hedge(dataKey, random.hedge, commitBodyHash(batch));',
  replace: 'const mixed = random.hedge;',
  description: 'Takes the salt from the source alone: a cloned machine repeats it.',
};
