import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'projection-without-time',
  clause: 'CL-BYTES-02',
  reason: 'wrong-projection',
  module: 'domain/entities/project.js',
  find: 'field.clear !== true || kind === undefined',
  replace: "field.clear !== true || name === 'createdAt' || kind === undefined",
  description: 'Leaves the time of creation out of the attributes.',
};
