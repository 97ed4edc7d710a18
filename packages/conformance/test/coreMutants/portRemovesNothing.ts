import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'port-removes-nothing',
  clause: 'RA-PORT-02',
  reason: 'not-removed',
  module: 'keyvalue/commit.js',
  find: '...removalsOf(id, over),',
  replace: '',
  description: 'Leaves the entries behind the gap, where the next commit cannot be.',
};
