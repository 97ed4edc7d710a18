import { MemoryEngine, MemoryPartitionStore, type Engine } from '@colloquy/core';
import type { AdapterKit, Fixture, OpenStore } from '../kit/AdapterKit.ts';
import type { Metered } from '../kit/Metered.ts';
import { GatedEngine } from './GatedEngine.ts';
import { withAnalytics } from './laggingAnalytics.ts';
import { memoryProbe } from './memoryProbe.ts';
import { RecordedEngine } from './RecordedEngine.ts';

export interface MemoryKitOptions {
  /** Actions of one transaction; unlimited by default. */
  readonly transactionLimit?: number;
  /** Records that one step of a load reads; unlimited by default. */
  readonly pageSize?: number;
  /**
   * True: the engine plays a disk that outlives its clients, so that the laws of durability have something to run on. False by
   * default: the data is gone with the clients, as it is in a real process.
   */
  readonly disk?: boolean;
  /**
   * How questions across dialogues are answered; `immediate` by default. `eventual`: each answer is that of the time before, as an index
   * that is behind would give it. `absent`: no store has `analytics`.
   */
  readonly analytics?: 'immediate' | 'eventual' | 'absent';
  /**
   * True: there is a meter, which counts what DynamoDB would be asked. False by default, as nothing leaves the process. For the suite's own
   * tests.
   */
  readonly measures?: boolean;
  /** What stands between a client and the shared engine; nothing by default. For deliberately broken backends. */
  readonly engineOf?: (engine: Engine) => Engine;
  /** What stands before the store of a client; nothing by default. For deliberately broken backends. */
  readonly storeOf?: (store: OpenStore, client: MemoryClient) => OpenStore;
}

/** What a client of an in-memory fixture stands on. */
export interface MemoryClient {
  /** Its own way to the data, through gate and `engineOf`. */
  readonly engine: Engine;
  /** The data itself: one for all clients of a fixture. */
  readonly shared: Engine;
}

/**
 * The kit of the in-memory backend. Two clients share an engine, and the suite can hold each call to it, so this one kit exercises every
 * law, those of large commits with a `transactionLimit`.
 *
 * @example
 * conformance({ kit: memoryKit({ transactionLimit: 25, pageSize: 3 }), runner: { describe, test } });
 */
export function memoryKit(options: MemoryKitOptions = {}): AdapterKit {
  const { transactionLimit = Infinity, pageSize = Infinity, disk = false, analytics = 'immediate' } = options;
  return {
    name: nameOf(options),
    capabilities: {
      durable: disk,
      processes: false,
      stepped: true,
      readOnly: true,
      ...(analytics === 'absent' ? {} : { analytics }),
      ...(transactionLimit === Infinity ? {} : { transactionLimit }),
      ...(options.measures === true ? { measures: 'dynamoRequests' } : {}),
    },
    create: async () => createFixture({ ...options, transactionLimit, pageSize, disk }),
  };
}

function nameOf({ transactionLimit, pageSize, disk, analytics }: MemoryKitOptions): string {
  const parts = ['memory'];
  if (transactionLimit !== undefined && transactionLimit !== Infinity) parts.push(`limit ${transactionLimit}`);
  if (pageSize !== undefined && pageSize !== Infinity) parts.push(`pages of ${pageSize}`);
  if (disk === true) parts.push('on a disk');
  if (analytics !== undefined && analytics !== 'immediate') parts.push(`analytics ${analytics}`);
  return parts.join(', ');
}

function createFixture(
  options: MemoryKitOptions & { readonly transactionLimit: number; readonly pageSize: number },
): Fixture {
  const { transactionLimit, pageSize, disk, engineOf, storeOf } = options;
  let shared: Engine = new MemoryEngine();
  let clients: OpenStore[] = [];

  const open = (path: (engine: Engine) => Engine = (engine) => engine, readOnly = false): OpenStore => {
    const physical = path(shared);
    const engine = engineOf?.(physical) ?? physical;
    const store = withAnalytics(
      new MemoryPartitionStore({ engine, transactionLimit, pageSize, readOnly }),
      options.analytics,
    );
    const client = storeOf?.(store, { engine, shared }) ?? store;
    clients.push(client);
    return client;
  };
  const closeAll = async (): Promise<void> => {
    for (const client of clients.splice(0)) await client.close();
  };

  const metered = async (): Promise<Metered> => {
    const requests: string[] = [];
    const store = open((engine) => new RecordedEngine(engine, (request) => requests.push(request)));
    return { store, take: () => requests.splice(0) };
  };

  return {
    store: open(),
    get probe() {
      return memoryProbe(shared);
    },
    second: async () => open(),
    readOnly: async () => open(undefined, true),
    reopen: async () => {
      await closeAll();
      if (disk !== true) shared = new MemoryEngine();
      return open();
    },
    stepped: async (gate) => open((engine) => new GatedEngine(engine, gate)),
    ...(options.measures === true ? { metered } : {}),
    close: async () => {
      await closeAll();
      clients = [];
    },
  };
}
