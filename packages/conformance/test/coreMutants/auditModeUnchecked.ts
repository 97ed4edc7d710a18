import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-mode-unchecked',
  clause: 'AU-FILE-03',
  reason: 'used',
  module: 'audit/file/auditFile.js',
  find: "checkOwnership(stats, path, '0600');",
  replace: '',
  description: 'Writes to a file that others may use.',
};
