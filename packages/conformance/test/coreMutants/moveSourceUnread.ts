import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-source-unread',
  clause: 'MG-CANCEL-02',
  reason: 'went-on',
  module: 'move/mover/carry.js',
  find: "if (source.boundary?.kind !== 'migrate.out' || source.boundary.body.moveId !== moveId) return superseded;",
  replace: '',
  description: 'Opens the target without another look at the source, which is open again.',
};
