import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-key-before-begun',
  clause: 'AU-OP-04',
  reason: 'begun-later',
  module: 'audit/auditedProvider.js',
  find: "await trail.record({ ...about('master-key.create'), outcome: 'begun' })",
  replace: "trail.record({ ...about('master-key.create'), outcome: 'begun' }).catch(() => undefined)",
  description: 'Makes a master key before the event says so.',
};
