import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-writers-at-once',
  clause: 'AU-CHAIN-03',
  reason: 'not-one-call-at-a-time',
  module: 'audit/AuditTrail.js',
  find: 'this.#pumping ??= this.#pump()',
  replace: 'this.#pumping = this.#pump()',
  description: 'Starts writing for each event, while others are being written.',
};
