import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-source-halts',
  clause: 'MG-WHOLE-02',
  reason: 'stops-others',
  module: 'move/whole/targetFaults.js',
  find: 'if (this.#thrown.has(cause) && isColloquyError(cause)',
  replace: 'if (isColloquyError(cause)',
  description: 'Takes a fault of the source for one of the target.',
};
