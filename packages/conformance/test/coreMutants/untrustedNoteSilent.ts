import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'untrusted-note-silent',
  clause: 'CK-VERIFY-05',
  reason: 'note-believed',
  module: 'verify/NoteJudgement.js',
  find: "if ('fault' in this.#judged) return [{",
  replace: "if ('fault' in this.#judged) return true ? [] : [{",
  description: 'Says nothing of a note that it does not believe.',
};
