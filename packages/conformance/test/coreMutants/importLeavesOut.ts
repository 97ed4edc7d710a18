import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'import-leaves-out',
  clause: 'DS-IMPORT-01',
  reason: 'export-differs',
  module: 'store/importDocument.js',
  find: 'const records = entities.map(',
  replace: "const records = entities.filter(({ type }) => type !== 'ref').map(",
  description: 'Imports a dialogue without its edges.',
};
