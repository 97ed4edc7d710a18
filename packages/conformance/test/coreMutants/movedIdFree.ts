import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'moved-id-free',
  clause: 'MG-ANSWER-05',
  reason: 'taken-not-passed-over',
  module: 'store/createWithFreeId.js',
  find: "'key_erased', 'dialogue_moved', 'dialogue_moving'",
  replace: "'key_erased'",
  description: 'Gives up on a slug whose dialogue has moved.',
};
