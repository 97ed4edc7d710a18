import type { StoreMutant } from '../Mutant.ts';
import { brokenEngine } from '../support/broken.ts';

export const settleForgetsChunks: StoreMutant = {
  id: 'settle-forgets-chunks',
  clause: 'PS-LARGE-03',
  reason: 'not-finished',
  description: 'The chunks of a finished commit stay for ever.',
  build: () =>
    brokenEngine(() => ({
      remove: () => Promise.resolve(),
    })),
};
