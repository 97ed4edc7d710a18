import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'epoch-of-the-vault',
  clause: 'KO-EPOCH-04',
  reason: 'vault-believed',
  module: 'keys/PinnedEpochs.js',
  find: 'if (!this.#kekIds.has(epoch)) throw notRecorded(tenant, epoch);',
  replace: '',
  description: 'Tells an epoch that the header does not record from a lost vault no longer.',
};
