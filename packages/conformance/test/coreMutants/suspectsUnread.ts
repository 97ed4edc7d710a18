import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'suspects-unread',
  clause: 'CL-READ-04',
  reason: 'false-alarm',
  module: 'store/loadVerified.js',
  find: 'if (suspects.length > 0 && suspects.length <= limits.commitChanges) {',
  replace: 'if (suspects.length < 0) {',
  description:
    'Calls it tampering after a second load, without reading what the log contradicts together with the head.',
};
