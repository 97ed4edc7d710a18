import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'similar-ties-as-listed',
  clause: 'AS-SIMILAR-03',
  reason: 'wrong-rows',
  module: 'analytics/similarDialogues.js',
  find: 'b.similarity - a.similarity || compareAscii(a.dialogueId, b.dialogueId)',
  replace: 'b.similarity - a.similarity',
  description: 'Equals stay in the order in which they were listed.',
};
