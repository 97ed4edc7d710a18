import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reads-before-parsing',
  clause: 'DS-SAME-02',
  reason: 'backend-called',
  module: 'store/write.js',
  find: 'const input = planner.parse(rawInput);',
  replace: `await context.backend.head(id, options);
    const input = planner.parse(rawInput);`,
  description: 'Asks the backend before it looks at the input.',
};
