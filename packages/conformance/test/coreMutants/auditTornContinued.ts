import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-torn-continued',
  clause: 'AU-FILE-05',
  reason: 'unexpected-error',
  module: 'audit/file/FileAuditSink.js',
  find: 'file.torn ? `\\n${text}` : text',
  replace: 'text',
  description: 'Writes on the unfinished line.',
};
