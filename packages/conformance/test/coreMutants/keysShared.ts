import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'keys-shared',
  clause: 'CL-BYTES-07',
  reason: 'keys-shared',
  module: 'store/makeKey.js',
  find: 'const bytes = sources.randomBytes(32);',
  replace: 'const bytes = new Uint8Array(32).fill(7);',
  description: 'Gives every dialogue the same keys.',
};
