import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reattest-events-taken',
  clause: 'RA-ATTEST-01',
  reason: 'not-writable',
  module: 'recovery/mendEvents.js',
  find: 'if (seq > entity.eventCount)',
  replace: 'if (seq > 9999)',
  description: 'Leaves an event in the way of the next one.',
};
