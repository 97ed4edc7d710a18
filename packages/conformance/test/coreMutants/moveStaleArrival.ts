import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-stale-arrival',
  clause: 'MG-MOVE-04',
  reason: 'false-unfinished',
  module: 'move/store/activate.js',
  find: "if (now.state !== 'importing' || now.text?.moveId !== moveId)",
  replace: 'if (moveId.length === 0)',
  description: 'Takes what a canceller has cleared of an arrival since it was looked at for a copy that is not whole.',
};
