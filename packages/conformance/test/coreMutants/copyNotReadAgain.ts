import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-not-read-again',
  clause: 'MG-COPY-04',
  reason: 'not-read-again',
  module: 'move/arrival/verifyCopy.js',
  find: 'await readBack(arrival, refusal(id))',
  replace: 'copied',
  description: 'Takes a repair for done because it was acknowledged.',
};
