import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'abandon-outranked-not',
  clause: 'MG-CANCEL-03',
  reason: 'target-served',
  module: 'move/register/CallbackMoveRegister.js',
  find: 'return bytes === undefined ? stands : outranking(decoded(bytes, name), stands);',
  replace: 'return stands ?? (bytes && decoded(bytes, name));',
  description: 'The register keeps what gave an arrival up, and goes on answering with the arrival.',
};
