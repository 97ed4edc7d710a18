import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-located-by-claim',
  clause: 'MG-STORE-01',
  reason: 'other-location',
  module: 'move/store/location.js',
  find: '(raw === undefined ? text?.logId : await logIdOf(parts, id, call))',
  replace: 'text?.logId',
  description: 'Says which log it is by the claim alone, and of a dialogue that is not moving nothing.',
};
