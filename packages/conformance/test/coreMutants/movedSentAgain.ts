import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'moved-sent-again',
  clause: 'MG-ANSWER-04',
  reason: 'wrongly-decided',
  module: 'store/send.js',
  find: '|| isDead(error)',
  replace: '',
  description: 'Takes the refusal of a store that was left for the word of its own sending only.',
};
