import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-claim-base-forgotten',
  clause: 'MG-STORE-04',
  reason: 'other-text',
  module: 'move/store/claims.js',
  find: "(state === 'aborted' && text?.whole === true)",
  replace: 'false',
  description: 'A claim behind one that was aborted takes the records of the base for lost.',
};
