import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'signing-names-mixed',
  clause: 'CK-SEED-02',
  reason: 'bad-header-accepted',
  module: 'keys/signing/signingEntries.js',
  find: '&& record.verifier.name === name',
  replace: '',
  description: 'Takes a header whose signing keys have several names.',
};
