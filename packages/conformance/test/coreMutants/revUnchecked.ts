import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'rev-unchecked',
  clause: 'CL-READ-03',
  reason: 'rev-unchecked',
  module: 'store/records.js',
  find: 'rev < 1 || rev > headN',
  replace: 'rev < 1',
  description: 'Takes payloads of commits to come.',
};
