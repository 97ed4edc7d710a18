import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'gives-up-at-once',
  clause: 'CL-WRITE-03',
  reason: 'wrong-number-of-attempts',
  module: 'store/write.js',
  find: 'attempt + 1 >= context.maxAttempts',
  replace: 'attempt >= 0',
  description: 'Never tries again.',
};
