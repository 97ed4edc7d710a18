import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-abort-of-another',
  clause: 'MG-STORE-06',
  reason: 'written',
  module: 'move/store/claims.js',
  find: "if (state === 'importing' && text?.moveId === asked.moveId)",
  replace: "if (state === 'importing')",
  description: 'Ends a claim that another move has made.',
};
