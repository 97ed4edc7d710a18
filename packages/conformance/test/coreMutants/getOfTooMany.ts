import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'get-of-too-many',
  clause: 'CL-WRITE-01',
  reason: 'too-many-keys',
  module: 'store/readAtomic.js',
  find: 'readKeysLimit = limits.getKeys - 2',
  replace: 'readKeysLimit = limits.getKeys',
  description: 'Forgets the wrapped keys when it counts what one get holds.',
};
