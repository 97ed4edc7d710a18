import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'signing-keys-not-rewrapped',
  clause: 'CK-SEED-04',
  reason: 'not-rewrapped',
  module: 'keys/signing/rewrapSigningKeys.js',
  find: 'record === undefined || record.epoch === epoch',
  replace: 'record === undefined || record.version > 1',
  description: 'Leaves later versions under the old epoch.',
};
