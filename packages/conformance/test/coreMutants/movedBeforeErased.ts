import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'moved-before-erased',
  clause: 'MG-ANSWER-05',
  reason: 'order-of-refusals',
  module: 'store/ground.js',
  find: 'refuseErased(id, read.head); refuseMoved(id, read.head);',
  replace: 'refuseMoved(id, read.head); refuseErased(id, read.head);',
  description: 'Says of an erased dialogue that it has moved.',
};
