import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'register-any-log',
  clause: 'MG-REGISTER-02',
  reason: 'other-log',
  module: 'move/register/RegisterGuard.js',
  find: 'if (!(await this.#isSameLog(id, head, move, options))) return;',
  replace: 'await this.#isSameLog(id, head, move, options);',
  description: 'Takes another dialogue of the same id for this one.',
};
