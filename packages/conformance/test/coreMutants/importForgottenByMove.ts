import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'import-forgotten-by-move',
  clause: 'MG-READ-03',
  reason: 'import-not-known',
  module: 'store/loadVerified.js',
  find: 'boundary?.under ?? header.kind',
  replace: 'header.kind',
  description: 'Tells an unfinished import by the kind of the head, also where that is a boundary entry.',
};
