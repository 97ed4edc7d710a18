import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'header-in-any-form',
  clause: 'CL-BYTES-04',
  reason: 'bad-header-accepted',
  module: 'log/header.js',
  find: 'isConsistent(header) && bytesEqual(encodeHeader(header), bytes)',
  replace: 'isConsistent(header)',
  description: 'Takes headers that are not in canonical form.',
};
