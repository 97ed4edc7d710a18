import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'anchored-entry-unread',
  clause: 'CK-ANCHOR-04',
  reason: 'rewriting-published',
  module: 'checkpoint/anchor/anchorCheckpoint.js',
  find: 'anchored.n === checkpoint.n ? checkpoint : await entryAt(store, id, anchored.n, options)',
  replace: 'anchored.n === checkpoint.n ? checkpoint : anchored',
  description: 'Does not look whether the anchored entry is still in the log.',
};
