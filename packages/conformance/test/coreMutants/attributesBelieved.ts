import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'attributes-believed',
  clause: 'EV-OPEN-06',
  reason: 'projection-believed',
  module: 'store/records.js',
  find: 'if (!sameAttributes(projectEntity(entity), record.attributes))',
  replace: 'if (record.attributes === undefined)',
  description: 'Does not compare attributes with what was sealed.',
};
