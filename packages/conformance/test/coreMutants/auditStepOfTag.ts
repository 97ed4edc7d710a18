import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-step-of-tag',
  clause: 'AU-OP-06',
  reason: 'other-step',
  module: 'envelope/openRecords.js',
  find: 'if (!commits(derived, parsed.commitment)) return 3',
  replace: 'if (!commits(derived, parsed.commitment)) return 4',
  description: 'Calls a commitment that differs a tag that differs.',
};
