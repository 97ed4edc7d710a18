import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'boundary-mac-accepted',
  clause: 'MG-ENTRY-01',
  reason: 'form-accepted',
  module: 'verify/LogVerifier.js',
  find: 'isBoundaryKind(header.kind) !== (entry.auth.byteLength === boundaryAuthBytes)',
  replace: 'header.n === 0',
  description: 'Takes a MAC under a boundary kind, and a signature under any other, for a form that there is.',
};
