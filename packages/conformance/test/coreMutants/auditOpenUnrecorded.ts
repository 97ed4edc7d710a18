import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-open-unrecorded',
  clause: 'AU-OP-03',
  reason: 'other-events',
  module: 'audit/auditedProvider.js',
  find: "audited(trail, about('kek.create', scope), async () => provider.createEpoch(scope, options), { signal: options?.signal, })",
  replace: 'provider.createEpoch(scope, options)',
  description: 'Does not record that a key was made.',
};
