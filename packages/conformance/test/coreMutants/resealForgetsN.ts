import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reseal-forgets-n',
  clause: 'KO-RESEAL-01',
  reason: 'other-answer',
  module: 'operations/reseal.js',
  find: 'isEntity ? payload : withFirstN(id, plain)',
  replace: 'payload',
  description: 'A repeated operation answers with the commit that sealed its memory anew.',
};
