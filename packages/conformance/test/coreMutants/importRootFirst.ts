import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'import-root-first',
  clause: 'DS-IMPORT-01',
  reason: 'root-not-last',
  module: 'store/importDocument.js',
  find: "[...entities.filter(({ type }) => type !== 'dialogue'), ...entities.filter(({ type }) => type === 'dialogue')]",
  replace:
    "[...entities.filter(({ type }) => type === 'dialogue'), ...entities.filter(({ type }) => type !== 'dialogue')]",
  description: 'Writes the root first, so that half an import looks whole.',
};
