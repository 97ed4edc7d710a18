import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'other-log-accepted',
  clause: 'CK-VERIFY-01',
  reason: 'replacement-not-told',
  module: 'verify/NoteComparison.js',
  find: 'if (this.#logId !== undefined && this.#logId !== logId)',
  replace: 'if (this.#logId === undefined && this.#lastN < 0)',
  description: 'Does not compare the id of the log.',
};
