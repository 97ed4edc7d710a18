import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'address-unchecked',
  clause: 'CL-READ-03',
  reason: 'address-unchecked',
  module: 'store/records.js',
  find: 'address !== addressOfKey(id, key) || type !== typeOfKey(key)',
  replace: "typeof address !== 'string' || type !== typeOfKey(key)",
  description: 'Does not ask whether a payload is at home where it lies.',
};
