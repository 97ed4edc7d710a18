import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'sum-without-carry',
  clause: 'CL-BYTES-08',
  reason: 'wrong-tag',
  module: 'log/StateSum.js',
  find: 'carry = Math.floor(value / base);',
  replace: 'carry = 0;',
  description: 'Adds the limbs of the sum each by itself.',
};
