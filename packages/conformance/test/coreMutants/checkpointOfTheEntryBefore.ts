import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'checkpoint-of-the-entry-before',
  clause: 'CK-CREATE-01',
  reason: 'wrong-checkpoint',
  module: 'checkpoint/createCheckpoint.js',
  find: 'await entryAt(store, id, n, options)',
  replace: 'await entryAt(store, id, Math.max(1, n - 1), options)',
  description: 'Signs the hash of the entry before the head.',
};
