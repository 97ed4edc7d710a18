import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-wrap-without-key-id',
  clause: 'AU-OP-02',
  reason: 'no-key-id',
  module: 'audit/auditedCodec.js',
  find: 'kekId: knownKekId(kek, request)',
  replace: 'kekId: undefined',
  description: 'Leaves the key id out of events of wraps.',
};
