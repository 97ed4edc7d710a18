import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'kek-without-tenant',
  clause: 'EV-KEY-02',
  reason: 'wrong-kek',
  module: 'keys/localKek.js',
  find: 'concat([lengthPrefixed(tenant), u32(epoch)])',
  replace: 'u32(epoch)',
  description: 'Derives one KEK for every tenant.',
};
