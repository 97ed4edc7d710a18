import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'refresh-asks-more',
  clause: 'CL-READ-08',
  reason: 'too-many-calls',
  module: 'store/loadVerified.js',
  find: 'const answer = await context.backend.head(id, options);',
  replace: `await context.backend.get(id, [], options);
    const answer = await context.backend.head(id, options);`,
  description: 'Asks for more than the head of an unchanged dialogue.',
};
