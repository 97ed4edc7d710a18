import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'import-race-alarms',
  clause: 'DS-IMPORT-02',
  reason: 'false-alarm',
  module: 'store/importDocument.js',
  find: 'if (!isLost)',
  replace: `if (isLost)
            throw dialogueExists(id);
        if (!isLost)`,
  description: 'Takes another import of the same document for another dialogue.',
};
