import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'port-any-head',
  clause: 'RA-PORT-01',
  reason: 'other-head',
  module: 'keyvalue/commit.js',
  find: 'fields: { n, commitId, pendingCommitId: undefined }',
  replace: 'fields: { n, pendingCommitId: undefined }',
  description: 'Writes over any head of that n.',
};
