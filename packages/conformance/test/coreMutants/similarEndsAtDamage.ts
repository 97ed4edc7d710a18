import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-ends-at-damage',
  clause: 'AS-SIMILAR-04',
  reason: 'unexpected-error',
  module: 'analytics/similarDialogues.js',
  find: 'if (isColloquyError(error) && ofOneDialogue.includes(error.code))',
  replace: 'if (false)',
  description: 'One damaged dialogue ends every search.',
};
