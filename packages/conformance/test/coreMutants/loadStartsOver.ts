import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'load-starts-over',
  clause: 'CL-READ-04',
  reason: 'started-over',
  module: 'store/loadVerified.js',
  find: 'const caughtUp = await catchUp(context, id, head, records, now.head, options);',
  replace: `if (now.head.n !== head.n)
            continue;
        const caughtUp = await catchUp(context, id, head, records, now.head, options);`,
  description: 'Loads again instead of catching up.',
};
