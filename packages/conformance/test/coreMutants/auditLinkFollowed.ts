import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-link-followed',
  clause: 'AU-FILE-03',
  reason: 'used',
  module: 'audit/file/auditFile.js',
  find: 'constants.O_CREAT | constants.O_NOFOLLOW',
  replace: 'constants.O_CREAT',
  description: 'Follows a link to the audit file.',
};
