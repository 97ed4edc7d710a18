import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'port-any-head',
  clause: 'RA-PORT-01',
  reason: 'other-head',
  module: 'keyvalue/commit.js',
  find: 'fields: { n, commitId, ...ordinary }',
  replace: 'fields: { n, ...ordinary }',
  description: 'Writes over any head of that n.',
};
