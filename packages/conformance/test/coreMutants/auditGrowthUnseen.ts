import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-growth-unseen',
  clause: 'AU-FILE-06',
  reason: 'not-noticed',
  module: 'audit/file/FileAuditSink.js',
  find: 'if (Number(now.size) !== size)',
  replace: 'if (Number(now.size) < 0)',
  description: 'Does not notice another writer.',
};
