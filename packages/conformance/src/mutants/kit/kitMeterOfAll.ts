import { delegate } from '../../memory/delegate.ts';
import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitMeterOfAll: StoreMutant = {
  id: 'kit-meter-of-all',
  clause: 'KIT-METER-01',
  reason: 'sees-others',
  description: 'The meter counts what every client asks.',
  build: () => {
    const heads: string[] = [];
    return brokenFixture(
      (fixture) => ({ metered: async () => ({ store: await fixture.second(), take: () => heads.splice(0) }) }),
      {
        measures: true,
        storeOf: (store) => ({
          ...delegate(store),
          head: (id, options) => {
            heads.push('head');
            return store.head(id, options);
          },
        }),
      },
    );
  },
};
