import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'foreign-address-believed',
  clause: 'EV-OPEN-06',
  reason: 'address-believed',
  module: 'store/records.js',
  find: 'address !== addressOfKey(id, key) || type !== typeOfKey(key)',
  replace: 'type === undefined',
  description: 'Does not compare the address in the envelope.',
};
