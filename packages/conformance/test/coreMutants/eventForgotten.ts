import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'event-forgotten',
  clause: 'DS-WRITE-03',
  reason: 'event-not-in-commit',
  module: 'domain/plan/staging/events.js',
  find: 'staging.put(key, event);',
  replace: `if (seq === 1)
        staging.put(key, event);`,
  description: 'Changes a status without its event.',
};
