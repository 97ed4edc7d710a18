import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'write-reads-twice',
  clause: 'DS-BUDGET-01',
  reason: 'over-budget',
  module: 'store/ground.js',
  find: 'const read = await readAtomic(context, id, [...keys], options);',
  replace: `await readAtomic(context, id, [], options);
    const read = await readAtomic(context, id, [...keys], options);`,
  description: 'Reads the head by a request of its own.',
};
