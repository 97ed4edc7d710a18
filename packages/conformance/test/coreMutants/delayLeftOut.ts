import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'delay-left-out',
  clause: 'CL-WRITE-03',
  reason: 'no-delay',
  module: 'store/write.js',
  find: 'await backoff(context, attempt, options);',
  replace: 'await undefined;',
  description: 'Tries again at once.',
};
