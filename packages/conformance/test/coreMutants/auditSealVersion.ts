import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-seal-version',
  clause: 'AU-OP-02',
  reason: 'other-events',
  module: 'audit/auditedCodec.js',
  find: 'keyVersions: [batch.keyVersion, batch.keyVersion]',
  replace: 'keyVersions: [1, batch.keyVersion]',
  description: 'Does not say which version sealed.',
};
