import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doctor-residence-silent',
  clause: 'MG-ANSWER-06',
  reason: 'doctor-silent',
  module: 'recovery/diagnose.js',
  find: "if (found.contradiction !== undefined) return 'damaged';",
  replace: '',
  description: 'Calls a dialogue sound whose residence its head contradicts.',
};
