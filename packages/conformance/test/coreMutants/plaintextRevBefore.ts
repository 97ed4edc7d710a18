import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'plaintext-rev-before',
  clause: 'CL-BYTES-02',
  reason: 'wrong-plaintext',
  module: 'store/records.js',
  find: 'plainRecord(id, keyOfEntity(entity), v, rev, encodeEntity(entity))',
  replace: 'plainRecord(id, keyOfEntity(entity), v, Math.max(1, rev - 1), encodeEntity(entity))',
  description: 'Seals the number of the head that was read as the rev.',
};
