import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-skips-silently',
  clause: 'AS-SIMILAR-04',
  reason: 'not-skipped',
  module: 'analytics/similarDialogues.js',
  find: "skipped: compared.filter((each) => 'code' in each)",
  replace: 'skipped: []',
  description: 'What does not open is passed over without a word.',
};
