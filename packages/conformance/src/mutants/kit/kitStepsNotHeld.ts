import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitStepsNotHeld: StoreMutant = {
  id: 'kit-steps-not-held',
  clause: 'KIT-STEP-01',
  reason: 'not-held',
  description: 'The client that should be held does not pass the gate.',
  build: () => brokenFixture((fixture) => ({ stepped: () => fixture.second() })),
};
