import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-key-as-id',
  clause: 'AU-SECRET-01',
  reason: 'secret-shown',
  module: 'audit/auditedProvider.js',
  find: 'isKekId(kekId) ? { kekId } : {}',
  replace: '{ kekId: kekId.slice(0, 32) }',
  description: 'Writes down whatever a provider calls the id of a key.',
};
