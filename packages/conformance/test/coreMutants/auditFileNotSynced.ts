import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-file-not-synced',
  clause: 'AU-FILE-02',
  reason: 'not-synced',
  module: 'audit/file/FileAuditSink.js',
  find: 'await file.handle.sync();',
  replace: '',
  description: 'Answers before the events are durable.',
};
