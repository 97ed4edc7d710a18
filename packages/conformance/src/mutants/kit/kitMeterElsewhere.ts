import { MemoryPartitionStore } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';
import { meterOf } from '../support/meterOf.ts';
export const kitMeterElsewhere: StoreMutant = {
  id: 'kit-meter-elsewhere',
  clause: 'KIT-METER-01',
  reason: 'other-data',
  description: 'The metered client has data of its own, which is always empty and cheap.',
  build: () =>
    brokenFixture(
      (fixture) => ({
        metered: async () => {
          const { take } = await meterOf(fixture);
          return { store: new MemoryPartitionStore(), take };
        },
      }),
      { measures: true },
    ),
};
