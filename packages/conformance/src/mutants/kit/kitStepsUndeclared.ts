import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitStepsUndeclared: StoreMutant = {
  id: 'kit-steps-undeclared',
  clause: 'KIT-STEP-01',
  reason: 'undeclared-steps',
  description: 'Held clients are offered but not declared, so that the laws about standing still do not apply.',
  build: () => brokenFixture(() => ({}), {}, { stepped: false }),
};
