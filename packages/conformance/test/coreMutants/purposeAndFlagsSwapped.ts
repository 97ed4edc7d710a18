import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'purpose-and-flags-swapped',
  clause: 'EV-LAYOUT-01',
  reason: 'wrong-layout',
  module: 'envelope/layout.js',
  find: 'const prefix = Uint8Array.of(version, suite, purposes[purpose].byte, flags, 0, 0, 0, 0);',
  replace: 'const prefix = Uint8Array.of(version, suite, flags, purposes[purpose].byte, 0, 0, 0, 0);',
  description: 'Swaps purpose and flags.',
};
