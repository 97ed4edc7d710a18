import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'version-unchecked',
  clause: 'CL-READ-03',
  reason: 'entity-unchecked',
  module: 'domain/entities/entityCodec.js',
  find: 'declaration.v !== v',
  replace: 'v < 0',
  description: "Reads versions to come as if they were today's.",
};
