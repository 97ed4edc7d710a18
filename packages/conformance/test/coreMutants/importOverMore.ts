import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'import-over-more',
  clause: 'DS-IMPORT-03',
  reason: 'wrong-code',
  module: 'store/importDocument.js',
  find: 'if (stored.size > 0)',
  replace: 'if (stored.size < 0)',
  description: 'Imports over a dialogue that holds more.',
};
