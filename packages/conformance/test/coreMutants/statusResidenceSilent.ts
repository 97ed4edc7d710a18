import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'status-residence-silent',
  clause: 'MG-ANSWER-06',
  reason: 'status-silent',
  module: 'move/store/location.js',
  find: "return hasLeft && text.moveId === moveId ? undefined : 'residence_of_another_head';",
  replace: 'return undefined;',
  description: 'Believes a residence of another move than the head is of.',
};
