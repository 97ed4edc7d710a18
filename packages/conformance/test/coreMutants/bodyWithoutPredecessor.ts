import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'body-without-predecessor',
  clause: 'EV-SEAL-02',
  reason: 'wrong-body',
  module: 'envelope/hedge.js',
  find: 'lengthPrefixed(kind), u64(n), prevHash, u32(records.length)',
  replace: 'lengthPrefixed(kind), u64(n), u32(records.length)',
  description: 'Leaves the predecessor out of the hedge: two forks with one source share their keys.',
};
