import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'whole-unjudged',
  clause: 'MG-WHOLE-03',
  reason: 'touched',
  module: 'move/whole/moveOne.js',
  find: "if (standing.is === 'here') await refuseUnsound(run, context, id);",
  replace: '',
  description: 'Claims a dialogue before it has looked at its records.',
};
