import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-with-nothing',
  clause: 'AS-SIMILAR-03',
  reason: 'wrong-rows',
  module: 'analytics/similarDialogues.js',
  find: 'opened.filter(({ similarity }) => similarity > 0)',
  replace: '[...opened]',
  description: 'Dialogues that have nothing in common with the text are rows too.',
};
