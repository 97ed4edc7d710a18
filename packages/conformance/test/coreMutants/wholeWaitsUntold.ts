import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-waits-untold',
  clause: 'MG-WHOLE-06',
  reason: 'waits-untold',
  module: 'move/whole/contextFor.js',
  find: "if (step === 'copy') isClosed = true;",
  replace: '',
  description: 'Does not count what was waited while nobody could write.',
};
