import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'operation-lost-on-load',
  clause: 'CL-ONCE-04',
  reason: 'not-repeatable',
  module: 'store/ground.js',
  find: 'const repeated = await repetition(context, id, request.operation, loaded.head, records, options);',
  replace: 'const repeated = undefined;',
  description: 'Looks for operations only where it reads by keys.',
};
