import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';
import { meterOf } from '../support/meterOf.ts';
export const kitMeterKeeps: StoreMutant = {
  id: 'kit-meter-keeps',
  clause: 'KIT-METER-01',
  reason: 'not-anew',
  description: 'What was taken stays in the list.',
  build: () =>
    brokenFixture(
      (fixture) => ({
        metered: async () => {
          const meter = await meterOf(fixture);
          const taken: string[] = [];
          return {
            store: meter.store,
            take: () => {
              taken.push(...meter.take());
              return [...taken];
            },
          };
        },
      }),
      { measures: true },
    ),
};
