import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'destroy-unchecked',
  clause: 'KO-EPOCH-03',
  reason: 'not-refused',
  module: 'operations/survivors.js',
  find: 'if (under.length === 0) return ids.length;',
  replace: 'return ids.length;',
  description: 'Destroys an epoch that dialogues are under.',
};
