import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'body-without-kind',
  clause: 'EV-SEAL-02',
  reason: 'wrong-body',
  module: 'envelope/hedge.js',
  find: 'lengthPrefixed(kind), u64(n), prevHash, u32(records.length)',
  replace: 'u64(n), prevHash, u32(records.length)',
  description: 'Leaves the kind out of the hedge.',
};
