import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-begins-new',
  clause: 'MG-WHOLE-02',
  reason: 'begins-new',
  module: 'move/whole/failed.js',
  find: "if (fault !== undefined) await run.halt(fault, { interrupt: context.whenFull === 'cancel' });",
  replace: '',
  description: 'Goes on claiming in a target that is full.',
};
