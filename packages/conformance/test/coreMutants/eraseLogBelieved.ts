import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'erase-log-believed',
  clause: 'KO-ERASE-04',
  reason: 'log-believed',
  module: 'operations/erase.js',
  find: 'if (first === undefined) return;',
  replace: 'return;',
  description: 'Certifies what a damaged log says.',
};
