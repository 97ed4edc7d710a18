import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-body-unchecked',
  clause: 'CL-VERIFY-01',
  reason: 'entry-not-checked',
  module: 'verify/LogVerifier.js',
  find: 'bytesEqual(sha256(entry.body), header.changes) ? rowsOf(header.kind, entry.body) : undefined',
  replace: 'rowsOf(header.kind, entry.body)',
  description: 'Does not compare bodies with their headers.',
};
