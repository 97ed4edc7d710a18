import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'late-answer-used',
  clause: 'LE-ASK-03',
  reason: 'late-answer-used',
  module: 'keys/KekCache.js',
  find: 'if (kek.isLive()) return kek;',
  replace: 'if (kek) return kek;',
  description: 'Uses an answer that came after its own end.',
};
