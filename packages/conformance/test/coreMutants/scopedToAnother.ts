import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'scoped-to-another',
  clause: 'DS-SCOPE-01',
  reason: 'wrong-dialogue',
  module: 'store/createDialogueStore.js',
  find: 'scoped(id, { outcome:',
  replace: "scoped('another', { outcome:",
  description: 'Names another dialogue in an answer.',
};
