import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'erase-sound-only',
  clause: 'KO-ERASE-04',
  reason: 'stopped',
  module: 'operations/erase.js',
  find: `if (!isColloquyError(error, 'integrity_error') && !isColloquyError(error, 'key_erased'))`,
  replace: `if (!isColloquyError(error, 'key_erased'))`,
  description: 'Erases only what can be read.',
};
