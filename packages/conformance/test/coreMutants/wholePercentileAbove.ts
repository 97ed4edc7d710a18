import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-percentile-above',
  clause: 'MG-WHOLE-05',
  reason: 'other-percentiles',
  module: 'move/whole/MoveReport.js',
  find: 'Math.ceil(share * ascending.length) - 1',
  replace: 'Math.ceil(share * ascending.length)',
  description: 'Tells the cut-over behind the one of the rank.',
};
