import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'catch-up-last-entry-only',
  clause: 'CL-READ-04',
  reason: 'started-over',
  module: 'store/catchUp.js',
  find: 'for (const entry of await entriesBetween(context, id, position, head, options))',
  replace: 'for (const entry of (await entriesBetween(context, id, position, head, options)).slice(-1))',
  description: 'Looks only at the last of the entries since.',
};
