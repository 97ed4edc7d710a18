import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'tombstone-in-the-way',
  clause: 'CL-READ-09',
  reason: 'not-free',
  module: 'store/ground.js',
  find: 'view.looked.has(key) || isTombstone(record)',
  replace: 'view.looked.has(key)',
  description: 'Lets a tombstone stand in the way of an event.',
};
