import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-without-groups',
  clause: 'AU-CHAIN-03',
  reason: 'no-groups',
  module: 'audit/AuditTrail.js',
  find: 'const maxGroup = 256',
  replace: 'const maxGroup = 1',
  description: 'Gives the sink one event a call.',
};
