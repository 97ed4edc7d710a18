import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-move-unseen',
  clause: 'AU-FILE-06',
  reason: 'not-noticed',
  module: 'audit/file/FileAuditSink.js',
  find: 'now?.dev !== dev || now.ino !== ino',
  replace: 'now === undefined',
  description: 'Does not notice that another file has the name.',
};
