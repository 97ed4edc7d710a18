import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-erased-back',
  clause: 'RA-ATTEST-07',
  reason: 'brought-back',
  module: 'recovery/diagnose.js',
  find: 'return all.find((n) => n !== undefined);',
  replace: 'return end?.header.erased;',
  description: 'Asks only the end of the log whether a dialogue was erased.',
};
