import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'signing-keys-replaced',
  clause: 'MG-KEYS-04',
  reason: 'replaced',
  module: 'move/prepareHeaders.js',
  find: 'if (target.signing !== undefined || signing === undefined)',
  replace: 'if (signing === undefined)',
  description: "Puts the signing keys of the source in the place of the target's own.",
};
