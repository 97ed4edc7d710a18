import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'projection-unchecked',
  clause: 'CL-READ-03',
  reason: 'projection-unchecked',
  module: 'store/records.js',
  find: '!sameAttributes(projectEntity(entity), record.attributes)',
  replace: 'record.attributes === undefined',
  description: 'Does not compare attributes with what was sealed.',
};
