import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-first-fault-only',
  clause: 'CL-VERIFY-05',
  reason: 'not-named',
  module: 'verify/verifyDialogue.js',
  find: 'findings.push(...suspects);',
  replace: 'findings.push(...suspects.slice(0, 1));',
  description: 'Stops at the first record that is wrong.',
};
