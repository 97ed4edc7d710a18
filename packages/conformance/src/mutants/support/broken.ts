import type { Engine } from '@colloquy/core';
import type { AdapterKit, Fixture, OpenStore } from '../../kit/AdapterKit.ts';
import { delegate } from '../../memory/delegate.ts';
import { memoryKit, type MemoryClient, type MemoryKitOptions } from '../../memory/memoryKit.ts';

/** Small transactions, so that every path is there to be broken. */
const usual: MemoryKitOptions = { transactionLimit: 7 };

/** The in-memory backend, some of whose methods are replaced. `breaking` is called once per client. */
export function brokenStore(
  breaking: (store: OpenStore, client: MemoryClient) => Partial<OpenStore>,
  options: MemoryKitOptions = usual,
): AdapterKit {
  return memoryKit({ ...options, storeOf: (store, client) => ({ ...delegate(store), ...breaking(store, client) }) });
}

/** The in-memory backend over an engine some of whose methods are replaced. `breaking` is called once per client. */
export function brokenEngine(
  breaking: (engine: Engine) => Partial<Engine>,
  options: MemoryKitOptions = usual,
): AdapterKit {
  return memoryKit({ ...options, engineOf: (engine) => replaceIn(engine, breaking(engine)) });
}

/** The in-memory backend with a fixture some of whose parts are replaced. */
export function brokenFixture(
  breaking: (fixture: Fixture) => Partial<Fixture>,
  options: MemoryKitOptions = usual,
  capabilities: Partial<AdapterKit['capabilities']> = {},
): AdapterKit {
  const kit = memoryKit(options);
  return {
    ...kit,
    capabilities: { ...kit.capabilities, ...capabilities },
    create: async () => {
      const fixture = await kit.create();
      const parts: Fixture = {
        store: fixture.store,
        get probe() {
          return fixture.probe;
        },
        second: () => fixture.second(),
        reopen: () => fixture.reopen(),
        ...(fixture.readOnly === undefined ? {} : { readOnly: fixture.readOnly.bind(fixture) }),
        close: () => fixture.close(),
        ...(fixture.stepped === undefined ? {} : { stepped: fixture.stepped.bind(fixture) }),
        ...(fixture.metered === undefined ? {} : { metered: fixture.metered.bind(fixture) }),
      };
      return Object.defineProperties(parts, Object.getOwnPropertyDescriptors(breaking(fixture)));
    },
  };
}

/** An engine some of whose methods are replaced. */
export function replaceIn(engine: Engine, methods: Partial<Engine>): Engine {
  return {
    transact: (actions, options) => engine.transact(actions, options),
    remove: (places, options) => engine.remove(places, options),
    read: (places, options) => engine.read(places, options),
    query: (query, options) => engine.query(query, options),
    partitions: () => engine.partitions(),
    partitionPage: (page, options) => engine.partitionPage(page, options),
    ...methods,
  };
}
