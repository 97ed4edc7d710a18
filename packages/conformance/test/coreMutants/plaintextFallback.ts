import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'plaintext-fallback',
  clause: 'EV-OPEN-07',
  reason: 'plaintext-believed',
  module: 'envelope/openRecords.js',
  find: 'if (parsed === undefined) return 1;',
  replace: 'if (parsed === undefined) return envelope[0] === 0x7b ? envelope : 1;',
  description: 'Reads a record that was never sealed.',
};
