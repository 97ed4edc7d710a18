import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';

export const lastOfWholeSegments: StoreMutant = {
  id: 'last-of-whole-segments',
  clause: 'PS-LAST-01',
  reason: 'not-found',
  description: 'A prefix that does not end with a separator finds nothing.',
  build: () =>
    brokenStore((store) => ({
      last: async (id, prefix, options) => (prefix.endsWith('#') ? store.last(id, prefix, options) : undefined),
    })),
};
