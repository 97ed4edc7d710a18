import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-tail-assumed',
  clause: 'AU-FAIL-04',
  reason: 'not-asked',
  module: 'audit/AuditTrail.js',
  find: 'this.#tail ??= await sink.last()',
  replace: "this.#tail ??= this.head === undefined ? await sink.last() : { event: { ...this.head, id: '' } }",
  description: 'Goes on from what was confirmed, whatever the sink has kept.',
};
