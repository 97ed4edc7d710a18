import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'cache-outlives-key',
  clause: 'EV-CACHE-03',
  reason: 'outlived-its-key',
  module: 'envelope/CommitKeyCache.js',
  find: 'return entry?.dataKey === dataKey ? entry.derived : undefined;',
  replace: 'return entry?.derived;',
  description: 'Serves what was derived from another data key.',
};
