import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'retired-read',
  clause: 'MG-ANSWER-03',
  reason: 'retired-read',
  module: 'store/moved.js',
  find: "context.retired === 'refuse'",
  replace: "context.retired === 'never'",
  description: 'Reads a retired copy although the store was opened to refuse it.',
};
