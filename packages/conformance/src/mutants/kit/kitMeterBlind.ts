import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitMeterBlind: StoreMutant = {
  id: 'kit-meter-blind',
  clause: 'KIT-METER-01',
  reason: 'saw-nothing',
  description: 'The meter sits on a client that nobody uses: everything costs nothing.',
  build: () =>
    brokenFixture((fixture) => ({ metered: async () => ({ store: await fixture.second(), take: () => [] }) }), {
      measures: true,
    }),
};
