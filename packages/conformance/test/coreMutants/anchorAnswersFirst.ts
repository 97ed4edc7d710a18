import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'anchor-answers-first',
  clause: 'CK-ANCHOR-01',
  reason: 'wrong-latest',
  module: 'checkpoint/anchor/FileAnchor.js',
  find: '.at(-1)',
  replace: '.at(0)',
  description: 'Answers with the lowest n.',
};
