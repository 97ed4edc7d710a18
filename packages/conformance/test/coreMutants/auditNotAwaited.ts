import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-not-awaited',
  clause: 'AU-OP-01',
  reason: 'too-early',
  module: 'audit/audited.js',
  find: "await trail.record({ ...about, ...found?.(result), outcome: 'ok' })",
  replace: "trail.record({ ...about, ...found?.(result), outcome: 'ok' }).catch(() => undefined)",
  description: 'Gives the result out while the event is on its way.',
};
