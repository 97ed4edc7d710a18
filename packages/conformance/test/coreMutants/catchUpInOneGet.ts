import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'catch-up-in-one-get',
  clause: 'CL-READ-04',
  reason: 'too-many-keys',
  module: 'store/catchUp.js',
  find: 'const batch = keys.slice(i, i + readKeysLimit);',
  replace: `i = keys.length;
            const batch = keys;`,
  description: 'Asks for all touched keys at once.',
};
