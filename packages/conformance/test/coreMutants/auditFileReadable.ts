import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-file-readable',
  clause: 'AU-FILE-01',
  reason: 'unexpected-error',
  module: 'audit/file/auditFile.js',
  find: '0o600)',
  replace: '0o644)',
  description: 'Makes a file that others may read.',
};
