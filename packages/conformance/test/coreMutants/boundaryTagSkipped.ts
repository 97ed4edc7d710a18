import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'boundary-tag-skipped',
  clause: 'MG-ENTRY-05',
  reason: 'tag-not-checked',
  module: 'verify/LogVerifier.js',
  find: 'if (!bytesEqual(tag, header.stateTag))',
  replace: 'if (!isBoundaryKind(header.kind) && !bytesEqual(tag, header.stateTag))',
  description: 'Does not recompute the tag of a boundary entry.',
};
