import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'prepare-keys-replaced',
  clause: 'MG-KEYS-02',
  reason: 'not-refused',
  module: 'move/prepareHeaders.js',
  find: 'if (kekId === undefined || (other !== undefined && other !== kekId))',
  replace: 'if (kekId === undefined)',
  description: 'Puts the kekId of the source in the place of another one.',
};
