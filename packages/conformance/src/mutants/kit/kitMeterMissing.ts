import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitMeterMissing: StoreMutant = {
  id: 'kit-meter-missing',
  clause: 'KIT-METER-01',
  reason: 'missing-prerequisite',
  description: 'A unit is declared and no meter is offered.',
  build: () => brokenFixture(() => ({}), {}, { measures: 'sqlStatements' }),
};
