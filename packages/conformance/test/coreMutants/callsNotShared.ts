import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'calls-not-shared',
  clause: 'LE-ASK-01',
  reason: 'asked-more',
  module: 'keys/KekCache.js',
  find: 'if (underWay !== undefined) return underWay;',
  replace: '',
  description: 'Asks the provider once per caller.',
};
