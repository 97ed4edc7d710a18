import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'rotate-unbounded',
  clause: 'KO-ROTATE-02',
  reason: 'not-refused',
  module: 'operations/rotateDataKey.js',
  find: 'if (keyVersion - dekMin >= limits.dataKeyVersions)',
  replace: 'if (false)',
  description: 'Rotates without end: a head asks for more versions than a read can bring.',
};
