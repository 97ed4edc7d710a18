import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'any-key-will-do',
  clause: 'EV-OPEN-02',
  reason: 'withdrawn-key-used',
  module: 'envelope/openRecords.js',
  find: 'batch.dataKeys.get(parsed.keyVersion)',
  replace: 'batch.dataKeys.get(parsed.keyVersion) ?? [...batch.dataKeys.values()][0]',
  description: 'Tries another key when the one that is named is not there.',
};
