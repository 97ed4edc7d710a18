import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'note-name-with-spaces',
  clause: 'CK-KEY-01',
  reason: 'bad-name-accepted',
  module: 'checkpoint/NoteVerifier.js',
  find: '/^[!-*,-~]+$/',
  replace: '/^[ -*,-~]+$/',
  description: 'Takes names with spaces.',
};
