import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-all-at-once',
  clause: 'AS-SIMILAR-06',
  reason: 'too-many-at-once',
  module: 'analytics/similarDialogues.js',
  find: 'const atOnce = 8;',
  replace: 'const atOnce = 1000;',
  description: 'All dialogues are opened at the same time.',
};
