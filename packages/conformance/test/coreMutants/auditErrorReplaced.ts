import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-error-replaced',
  clause: 'AU-OP-05',
  reason: 'other-error',
  module: 'audit/audited.js',
  find: 'recorded.add(error);\n    return error',
  replace: "recorded.add(error);\n    return new Error('failed')",
  description: 'Throws an error of its own in the place of the one that it recorded.',
};
