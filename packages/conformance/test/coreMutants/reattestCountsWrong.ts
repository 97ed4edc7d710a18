import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-counts-wrong',
  clause: 'RA-ATTEST-01',
  reason: 'not-repaired',
  module: 'recovery/buildRepair.js',
  find: 'prior: record.digest, counts };',
  replace: 'prior: record.digest };',
  description: 'Takes what stands there for what the tag counts.',
};
