import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'point-read-unverified',
  clause: 'CL-READ-06',
  reason: 'unverified-point-read',
  module: 'store/records.js',
  find: 'if (!sameAttributes(projectEntity(entity), record.attributes))',
  replace: 'if (records.length > 1 && !sameAttributes(projectEntity(entity), record.attributes))',
  description: 'Verifies records only when there are several.',
};
