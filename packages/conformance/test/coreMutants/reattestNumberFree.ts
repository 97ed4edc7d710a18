import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-number-free',
  clause: 'RA-ATTEST-05',
  reason: 'number-given-again',
  module: 'recovery/buildRepair.js',
  find: '.filter((key) => !stands.has(key) && digestInLog(key) === null)',
  replace: '.filter(() => false)',
  description: 'Gives the number of a lost item to the next one, to which old edges then lead.',
};
