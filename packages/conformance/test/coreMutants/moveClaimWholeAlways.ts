import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-claim-whole-always',
  clause: 'MG-STORE-04',
  reason: 'other-text',
  module: 'move/store/claims.js',
  find: "const whole = state === 'moved' ||",
  replace: "const whole = state === 'purged' || state === 'moved' ||",
  description: 'A claim over a purged copy takes its records for there.',
};
