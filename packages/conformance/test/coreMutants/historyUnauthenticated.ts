import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'history-unauthenticated',
  clause: 'DS-HISTORY-01',
  reason: 'entry-believed',
  module: 'store/history.js',
  find: '!isAuthentic(context, id, header, hash, entry.auth, read.head.keys)',
  replace: 'hash.byteLength === 0',
  description: 'Tells commits that nobody with the key has written.',
};
