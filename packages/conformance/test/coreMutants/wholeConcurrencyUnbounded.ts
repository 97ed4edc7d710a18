import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-concurrency-unbounded',
  clause: 'MG-WHOLE-02',
  reason: 'other-concurrency',
  module: 'move/whole/eachOf.js',
  find: 'if (running.size >= atMost)',
  replace: 'if (running.size >= 64)',
  description: 'Begins as many as there are.',
};
