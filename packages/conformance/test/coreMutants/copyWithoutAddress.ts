import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-without-address',
  clause: 'MG-COPY-02',
  reason: 'says-not-which',
  module: 'move/arrival/faults.js',
  find: 'const address = addressOfKey(id, key);',
  replace: 'const address = key;',
  description: 'Names the physical key of a record where its address is asked for.',
};
