import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'keys-moved-alarms',
  clause: 'KO-SERIES-01',
  reason: 'alarmed',
  module: 'store/loadVerified.js',
  find: 'return now.head.n === head.n ? now.head : undefined;',
  replace: 'if (now.head.n !== head.n) throw failure; return now.head;',
  description: 'Takes wraps that are newer than their head for damage.',
};
