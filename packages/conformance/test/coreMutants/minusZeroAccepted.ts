import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'minus-zero-accepted',
  clause: 'DS-SAME-02',
  reason: 'malformed-input-accepted',
  module: 'domain/fields/number.js',
  find: 'Number.isSafeInteger(value) && !Object.is(value, -0)',
  replace: 'Number.isSafeInteger(value)',
  description: 'Lets -0 through, which JSON and every backend turn into 0.',
};
