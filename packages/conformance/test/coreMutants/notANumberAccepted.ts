import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'not-a-number-accepted',
  clause: 'DS-SAME-02',
  reason: 'malformed-input-accepted',
  module: 'domain/fields/json.js',
  find: 'Number.isFinite(value) && ',
  replace: '',
  description: 'Lets NaN and infinities through, which become null.',
};
