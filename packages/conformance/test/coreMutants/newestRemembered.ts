import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'newest-remembered',
  clause: 'KO-EPOCH-02',
  reason: 'old-epoch',
  module: 'keys/Keyring.js',
  find: 'cache.get(await latest(options), options?.signal)',
  replace: 'cache.get((parts.first ??= await latest(options)), options?.signal)',
  description: 'Looks for the newest epoch once.',
};
