import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'boundary-head-by-header',
  clause: 'MG-READ-01',
  reason: 'boundary-believed',
  module: 'store/boundaryHead.js',
  find: 'last === undefined || end === undefined || !isSameHead(end, head)',
  replace: 'last === undefined || end === undefined',
  description: 'Does not compare the head with the entry that it is.',
};
