import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-skips-outages',
  clause: 'AS-SIMILAR-05',
  reason: 'not-ended',
  module: 'analytics/similarDialogues.js',
  find: 'if (isColloquyError(error) && ofOneDialogue.includes(error.code))',
  replace: 'if (isColloquyError(error))',
  description: 'An outage looks like a store whose dialogues are all damaged.',
};
