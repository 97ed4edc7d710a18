import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'refusal-after-doubt',
  clause: 'CL-ONCE-02',
  reason: 'certain-after-doubt',
  module: 'store/send.js',
  find: 'doubt === undefined && hadNoEffect(error, options)',
  replace: 'hadNoEffect(error, options)',
  description: 'Believes a refusal although an earlier sending may have landed.',
};
