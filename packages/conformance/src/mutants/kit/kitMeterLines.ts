import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';
import { meterOf } from '../support/meterOf.ts';
export const kitMeterLines: StoreMutant = {
  id: 'kit-meter-lines',
  clause: 'KIT-METER-01',
  reason: 'unreadable',
  description: 'A statement is listed as it was written, in several lines.',
  build: () =>
    brokenFixture(
      (fixture) => ({
        metered: async () => {
          const { store, take } = await meterOf(fixture);
          return { store, take: () => take().map((request) => `${request}\n`) };
        },
      }),
      { measures: true },
    ),
};
