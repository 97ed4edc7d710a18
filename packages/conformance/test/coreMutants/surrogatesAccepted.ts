import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'surrogates-accepted',
  clause: 'DS-SAME-02',
  reason: 'malformed-input-accepted',
  module: 'domain/fields/text.js',
  find: 'if (!value.isWellFormed())',
  replace: 'if (value === null)',
  description: 'Lets lone surrogates through.',
};
