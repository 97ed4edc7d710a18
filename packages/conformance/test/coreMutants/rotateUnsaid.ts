import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'rotate-unsaid',
  clause: 'KO-ROTATE-01',
  reason: 'wrong-header',
  module: 'operations/rotateDataKey.js',
  find: 'dek: keyVersion }',
  replace: 'dek }',
  description: 'Wraps a new data key, and goes on with the old one.',
};
