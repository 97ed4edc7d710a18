import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'version-byte-unchecked',
  clause: 'EV-LAYOUT-04',
  reason: 'not-refused',
  module: 'envelope/layout.js',
  find: 'bytes[0] !== version || bytes[1] !== suite',
  replace: 'bytes[1] !== suite',
  description: 'Takes any version for the first.',
};
