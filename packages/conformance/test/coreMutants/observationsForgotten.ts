import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'observations-forgotten',
  clause: 'CL-READ-04',
  reason: 'starved',
  module: 'store/catchUp.js',
  find: 'const goal = targets.at(-1)?.n ?? newest.n;',
  replace: `observations.clear();
        const goal = targets.at(-1)?.n ?? newest.n;`,
  description: 'Forgets in each round what it saw before.',
};
