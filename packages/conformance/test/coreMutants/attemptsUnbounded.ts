import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'attempts-unbounded',
  clause: 'CL-WRITE-03',
  reason: 'wrong-number-of-attempts',
  module: 'store/write.js',
  find: 'attempt + 1 >= context.maxAttempts',
  replace: 'attempt + 1 >= 50 * context.maxAttempts',
  description: 'Goes on far longer than configured.',
};
