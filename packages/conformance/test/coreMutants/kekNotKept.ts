import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'kek-not-kept',
  clause: 'LE-ASK-01',
  reason: 'asked-more',
  module: 'keys/KekCache.js',
  find: 'if (known?.isLive() === true) return known;',
  replace: '',
  description: 'Asks the provider once per use.',
};
