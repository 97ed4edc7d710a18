import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'operation-in-the-clear',
  clause: 'CL-ONCE-04',
  reason: 'wrong-record',
  module: 'store/write.js',
  find: 'plan.result), attributes: {}, prior',
  replace: 'plan.result), attributes: { kind }, prior: null',
  description: 'Shows in the clear what an operation was.',
};
