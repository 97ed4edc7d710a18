import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'attempt-once',
  clause: 'KO-SERIES-01',
  reason: 'administrator-stopped',
  module: 'operations/attempt.js',
  find: 'if (tries + 1 >= context.maxAttempts)',
  replace: 'if (true)',
  description: 'An administrator gives up when another writer was first.',
};
