import { delegate } from '../../memory/delegate.ts';
import { memoryKit } from '../../memory/memoryKit.ts';
import type { StoreMutant } from '../Mutant.ts';

export const kitMeterOfAll: StoreMutant = {
  id: 'kit-meter-of-all',
  clause: 'KIT-METER-01',
  reason: 'sees-others',
  description: 'The meter counts what every client asks.',
  build: () => {
    let report = (): unknown => undefined;
    const kit = memoryKit({
      measures: true,
      storeOf: (store) => ({
        ...delegate(store),
        head: (id, options) => {
          report();
          return store.head(id, options);
        },
      }),
    });
    return {
      ...kit,
      create: async () => {
        const fixture = await kit.create();
        const heads: string[] = [];
        report = () => heads.push('head');
        return {
          ...fixture,
          probe: fixture.probe,
          metered: async () => ({ store: await fixture.second(), take: () => heads.splice(0) }),
        };
      },
    };
  },
};
