import type { AdapterKit, Fixture, Obstacle } from '../../kit/AdapterKit.ts';

/** A kit as of a backend whose requests cannot be held. */
export function withoutSteps(kit: AdapterKit, obstacles?: readonly Obstacle[]): AdapterKit {
  const { transactionLimit: _limit, ...whole } = kit.capabilities;
  return {
    ...kit,
    capabilities: { ...whole, stepped: false },
    create: async () => {
      const fixture = await kit.create();
      const plain: Fixture = {
        store: fixture.store,
        get probe() {
          return fixture.probe;
        },
        second: () => fixture.second(),
        reopen: () => fixture.reopen(),
        close: () => fixture.close(),
        ...(obstacles === undefined ? {} : { obstacles }),
      };
      return plain;
    },
  };
}
