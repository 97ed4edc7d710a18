import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'tag-unchecked',
  clause: 'CL-READ-02',
  reason: 'tag-not-checked',
  module: 'store/snapshot.js',
  find: 'return bytesEqual(tagOf(id, keys, header, records), header.stateTag);',
  replace: 'return true;',
  description: 'Loads whatever the backend returns.',
};
