import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-attributes-uncompared',
  clause: 'MG-COPY-02',
  reason: 'other-attributes-copied',
  module: 'move/arrival/compareStored.js',
  find: 'standing.attributesDigest === change.attributesDigest',
  replace: "standing.attributesDigest !== ''",
  description: 'Does not compare attributes with the log.',
};
