import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';
import { meterOf } from '../support/meterOf.ts';
export const kitMeterNumbers: StoreMutant = {
  id: 'kit-meter-numbers',
  clause: 'KIT-METER-01',
  reason: 'not-the-same',
  description: 'Requests are numbered, so that no two reports are equal.',
  build: () =>
    brokenFixture(
      (fixture) => ({
        metered: async () => {
          const { store, take } = await meterOf(fixture);
          let number = 0;
          return { store, take: () => take().map((request) => `${(number += 1)} ${request}`) };
        },
      }),
      { measures: true },
    ),
};
