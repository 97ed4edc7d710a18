import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-by-wall-clock',
  clause: 'MG-WHOLE-05',
  reason: 'other-cut-over',
  module: 'move/mover/start.js',
  find: 'course.leftAt ??= context.sources.monotonic();',
  replace: 'course.leftAt ??= context.sources.now();',
  description: 'Takes the beginning of a cut-over from the clock on the wall.',
};
