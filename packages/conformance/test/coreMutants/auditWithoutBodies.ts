import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-without-bodies',
  clause: 'CK-VERIFY-07',
  reason: 'entry-not-checked',
  module: 'verify/verifyLogAgainstNote.js',
  find: 'const findings = [...verifier.findings, ...judgement.findings];',
  replace: 'const findings = [...judgement.findings];',
  description: 'Without keys it looks at hashes of headers only.',
};
