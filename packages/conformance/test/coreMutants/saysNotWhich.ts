import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'says-not-which',
  clause: 'CL-READ-04',
  reason: 'no-findings',
  module: 'store/loadVerified.js',
  find: 'const findings = await diagnose(context, id, head, records, options);',
  replace: 'const findings = [];',
  description: 'Says that records are wrong, and not which.',
};
