import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-residence-unread',
  clause: 'MG-ANSWER-06',
  reason: 'unexpected-error',
  module: 'recovery/standing.js',
  find: 'if (contradictionIn({ head, log }, residence) === undefined) return undefined;',
  replace: 'return undefined;',
  description: 'Lets a residence that the head contradicts keep the doctor out.',
};
