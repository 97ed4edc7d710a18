import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'mask-of-this-entry',
  clause: 'CL-BYTES-04',
  reason: 'tag-of-another-entry-refused',
  module: 'log/hashes.js',
  find: 'const source = header.tag ?? header;',
  replace: 'const source = header;',
  description: 'Looks for the mask of every tag in its own entry.',
};
