import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-tags-unchecked',
  clause: 'CL-VERIFY-02',
  reason: 'tag-not-recomputed',
  module: 'verify/LogVerifier.js',
  find: 'if (!bytesEqual(tag, header.stateTag))',
  replace: 'if (tag.byteLength === 0)',
  description: 'Does not compute the tags of entries.',
};
