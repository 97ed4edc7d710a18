import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'anchor-other-hash-taken',
  clause: 'CK-ANCHOR-02',
  reason: 'note-replaced',
  module: 'checkpoint/anchor/FileAnchor.js',
  find: '&& kept.hash === hash',
  replace: '',
  description: 'Answers that a note is kept where another is.',
};
