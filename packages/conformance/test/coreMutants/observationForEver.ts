import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'observation-for-ever',
  clause: 'CL-READ-04',
  reason: 'not-caught-up',
  module: 'store/catchUp.js',
  find: '?.find(({ n }) => !touches.between(key, Math.min(n, t), Math.max(n, t)))',
  replace: '?.find(({ n }) => n > 0)',
  description: 'Uses what it saw under one head for any other.',
};
