import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'answer-of-before',
  clause: 'LE-ASK-03',
  reason: 'answer-of-before',
  module: 'keys/KekCache.js',
  find: 'if (generation.over || !lease.isLive())',
  replace: 'if (!lease.isLive())',
  description: 'Uses an answer to a question of before the invalidation.',
};
