import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'moved-without-store',
  clause: 'MG-ANSWER-02',
  reason: 'says-too-little',
  module: 'move/dialogueMoved.js',
  find: '...(n > 0 ? { n } : {}), ...to',
  replace: '...(n > 0 ? { n } : {})',
  description: 'Says that a dialogue has left, and not where to.',
};
