import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'move-claim-left',
  clause: 'MG-MOVE-04',
  reason: 'claim-left',
  module: 'move/mover/depart.js',
  find: "const isOther = isColloquyError(error, 'move_refused') && error.context['reason'] === 'other_move';",
  replace: 'const isOther = false;',
  description: 'Leaves its claim at a second target where the dialogue went to another.',
};
