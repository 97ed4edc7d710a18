import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitProbeReadsOnly: StoreMutant = {
  id: 'kit-probe-reads-only',
  clause: 'KIT-PROBE-02',
  reason: 'not-bypassed',
  description: 'The probe writes into a transaction that it never commits.',
  build: () =>
    brokenFixture((fixture) => {
      const nothing = (): Promise<void> => Promise.resolve();
      return {
        probe: {
          rows: (id) => fixture.probe.rows(id),
          putRecord: nothing,
          removeRecord: nothing,
          putHead: nothing,
          removeHead: nothing,
          putEntry: nothing,
          removeEntry: nothing,
        },
      };
    }),
};
