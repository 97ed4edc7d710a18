import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-launders',
  clause: 'RA-ATTEST-03',
  reason: 'not-damaged',
  module: 'recovery/diagnose.js',
  find: "if (found.findings.length > 0) return 'damaged';",
  replace: '',
  description: 'Calls torn what was tampered with, and seals it anew.',
};
