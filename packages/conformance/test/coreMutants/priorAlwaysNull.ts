import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'prior-always-null',
  clause: 'CL-WRITE-02',
  reason: 'wrong-prior',
  module: 'store/write.js',
  find: 'return { ...plainEntity(id, entity, n), prior };',
  replace: 'return { ...plainEntity(id, entity, n), prior: null };',
  description: 'Says of every record that it was absent.',
};
