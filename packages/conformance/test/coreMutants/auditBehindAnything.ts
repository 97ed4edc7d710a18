import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-behind-anything',
  clause: 'AU-FILE-07',
  reason: 'written',
  module: 'audit/file/readTail.js',
  find: 'read?.sound === true',
  replace: 'read !== undefined',
  description: 'Goes on behind an event that was changed.',
};
