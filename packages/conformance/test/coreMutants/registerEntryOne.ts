import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'register-entry-one',
  clause: 'MG-REGISTER-02',
  reason: 'entry-1-believed',
  module: 'move/register/RegisterGuard.js',
  find: 'logId === undefined || !isOwn(first)',
  replace: 'logId === undefined',
  description: 'Believes any entry 1 about which log it begins.',
};
