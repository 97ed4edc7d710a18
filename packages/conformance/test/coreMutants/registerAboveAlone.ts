import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'register-above-alone',
  clause: 'MG-REGISTER-02',
  reason: 'not-refused',
  module: 'move/register/RegisterGuard.js',
  find: 'this.#believe(id, move, hash);',
  replace: 'if (n <= head.n) return; this.#believe(id, move, hash);',
  description: 'A copy that went on past the number of the move is let through.',
};
