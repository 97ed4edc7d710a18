import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'doubt-taken-for-dead',
  clause: 'CL-ONCE-01',
  reason: 'sent-other-bytes',
  module: 'store/send.js',
  find: 'doubt ??= error;',
  replace: "return { outcome: 'conflict', dialogueId: id };",
  description: 'Takes an unknown outcome for one that did not land, and writes again.',
};
