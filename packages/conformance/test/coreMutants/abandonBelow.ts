import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'abandon-below',
  clause: 'MG-CANCEL-03',
  reason: 'given-up',
  module: 'move/mover/register.js',
  find: 'if (last === undefined || last.entry.n <= n)',
  replace: 'if (true)',
  description: 'Gives up a move behind which the dialogue went on to a third store.',
};
