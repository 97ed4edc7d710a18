import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'boundary-body-by-first-byte',
  clause: 'MG-ENTRY-01',
  reason: 'form-accepted',
  module: 'store/VerifiedLog.js',
  find: 'if (isBoundaryKind(kind))',
  replace: 'if (body[0] === 0x7b)',
  description: 'Tells the body of a boundary entry by its first byte: any entry may have one.',
};
