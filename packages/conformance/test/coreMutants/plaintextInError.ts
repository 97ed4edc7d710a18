import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'plaintext-in-error',
  clause: 'EV-SECRET-02',
  reason: 'text-in-error',
  module: 'store/records.js',
  find: 'holds the payload of another record.`, { key }',
  replace: 'holds the payload of another record.`, { key, parsed }',
  description: 'Puts what was opened into the error.',
};
