import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'mapping-reversed',
  clause: 'DS-ROUND-01',
  reason: 'wrong-mapping',
  module: 'domain/plan/registerRound.js',
  find: 'return { round, ids: items };',
  replace: 'return { round, ids: items.toReversed() };',
  description: 'Gives the mapping in another order than that of the batch.',
};
