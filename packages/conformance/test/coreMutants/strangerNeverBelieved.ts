import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'stranger-never-believed',
  clause: 'MG-READ-01',
  reason: 'witness-not-believed',
  module: 'verify/LogVerifier.js',
  find: 'if (isLinked) this.#unproven = [];',
  replace: '',
  description: 'Goes on complaining of a mover whom a holder of the keys has believed.',
};
