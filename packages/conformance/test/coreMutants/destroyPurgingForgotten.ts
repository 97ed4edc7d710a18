import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'destroy-purging-forgotten',
  clause: 'MG-KEYS-03',
  reason: 'not-refused',
  module: 'operations/survivors.js',
  find: "if (status === 'importing' || status === 'purging') return true;",
  replace: "if (status === 'importing' || status === 'purging') return false;",
  description: 'What is on its way is under no epoch.',
};
