import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-purge-roots',
  clause: 'MG-PURGE-01',
  reason: 'other-records',
  module: 'move/arrival/removeRecords.js',
  find: 'if (!isLogRootKey(key))',
  replace: '',
  description: 'Purges the log roots too, so that nobody verifies the retired log with keys.',
};
