import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'destroy-by-memory',
  clause: 'KO-EPOCH-03',
  reason: 'head-believed',
  module: 'operations/createKeyOperations.js',
  find: 'return { context: createContext(store, sources, codecOf), keys: auditedParts(store.keys)',
  replace: 'return { context, keys: auditedParts(store.keys)',
  description: 'Takes the keys that it remembers for those that are stored.',
};
