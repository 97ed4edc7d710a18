import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'catch-up-whole-log',
  clause: 'CL-READ-05',
  reason: 'read-too-much',
  module: 'store/VerifiedLog.js',
  find: 'const page = await context.backend.log(id, position.n + 1, limit, options);',
  replace: `await context.backend.log(id, 1, limit, options);
        const page = await context.backend.log(id, position.n + 1, limit, options);`,
  description: 'Reads the log from its beginning.',
};
