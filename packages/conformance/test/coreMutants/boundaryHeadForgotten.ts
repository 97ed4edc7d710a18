import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'boundary-head-forgotten',
  clause: 'MG-READ-01',
  reason: 'asked-again',
  module: 'store/boundaryHead.js',
  find: 'known !== undefined && isSameHead(known.head, head)',
  replace: 'known === null',
  description: 'Asks the log for the same head again and again.',
};
