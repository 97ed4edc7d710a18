import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'boundary-by-signature-alone',
  clause: 'MG-READ-01',
  reason: 'boundary-believed',
  module: 'store/boundaryHead.js',
  find: 'isBoundaryKind(kind) || !isAuthentic(context, id, read.header, read.hash, entry.auth, keys)',
  replace: 'isBoundaryKind(kind)',
  description: 'Believes a boundary head by its signature, without the MAC of the entry whose state it repeats.',
};
