import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'fork-accepted',
  clause: 'CL-READ-07',
  reason: 'fork-accepted',
  module: 'store/verifyHead.js',
  find: 'n === seen.n && hex !== seen.hash',
  replace: "n === seen.n && hex === ''",
  description: 'Takes another entry of a number for the one it has seen.',
};
