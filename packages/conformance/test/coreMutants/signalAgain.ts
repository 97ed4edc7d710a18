import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'signal-again',
  clause: 'DS-SIGNAL-01',
  reason: 'signal-changed',
  module: 'domain/plan/steps/signal.js',
  find: 'if (earlier !== undefined)',
  replace: 'if (earlier === null)',
  description: 'Writes every signal anew.',
};
