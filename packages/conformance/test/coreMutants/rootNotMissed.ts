import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'root-not-missed',
  clause: 'CL-READ-03',
  reason: 'root-missing-unnoticed',
  module: 'store/loadVerified.js',
  find: "throw integrityError(id, 'root_missing', 'its root record is missing.', { key: root });",
  replace: 'return false;',
  description: 'Takes a dialogue whose root is gone for one that never was.',
};
