import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'keys-moved-alarms',
  clause: 'KO-SERIES-01',
  reason: 'alarmed',
  module: 'store/loadVerified.js',
  find: 'if (now === undefined || now.head.n === head.n)',
  replace: 'if (true)',
  description: 'Takes wraps that are newer than their head for damage.',
};
