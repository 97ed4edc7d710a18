import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'import-forgotten',
  clause: 'KO-IMPORT-01',
  reason: 'wrong-kinds',
  module: 'operations/standing.js',
  find: 'importing ? `${importKind}.${work}` : `key.${work}`',
  replace: '`key.${work}`',
  description: 'Hides from readers that an import is under way.',
};
