import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitSecondSame: StoreMutant = {
  id: 'kit-second-same',
  clause: 'KIT-SECOND-01',
  reason: 'same-client',
  description: 'The second client is the first.',
  build: () => brokenFixture((fixture) => ({ second: async () => fixture.store })),
};
