import { MemoryEngine, type Engine } from '@colloquy/core';
import type { AdapterKit, Fixture } from '../kit/AdapterKit.ts';
import { memoryKit } from '../memory/memoryKit.ts';
import { serveEngine } from './serveEngine.ts';
import { siblingUrl } from './siblingUrl.ts';

export interface MemoryProcessKitOptions {
  /** Actions of one transaction; unlimited by default. */
  readonly transactionLimit?: number;
  /** Records that one step of a load reads; unlimited by default. */
  readonly pageSize?: number;
  /** URL of another module than that of the backend itself; it is given the same configuration. For deliberately broken backends. */
  readonly module?: string;
  /** What the fixture declares; true by default. */
  readonly points?: boolean;
}

/**
 * The in-memory backend for several processes: its engine lives in the process of the suite, which serves it, and plays the disk that
 * outlives every client. A client in another process is the whole backend, limits and redo chunks included, and can be killed between
 * any two requests to the engine.
 *
 * @example
 * conformance({ kit: memoryProcessKit({ transactionLimit: 7 }), runner: { describe, test } });
 */
export function memoryProcessKit(options: MemoryProcessKitOptions = {}): AdapterKit {
  const { transactionLimit, pageSize, module = siblingUrl('./remoteMemory', import.meta.url), points = true } = options;
  const limits = {
    ...(transactionLimit === undefined ? {} : { transactionLimit }),
    ...(pageSize === undefined ? {} : { pageSize }),
  };
  const plain = memoryKit({ ...limits, disk: true });
  return {
    ...plain,
    name: `${plain.name}, several processes`,
    capabilities: { ...plain.capabilities, processes: true },
    create: async () => {
      let engine: Engine = new MemoryEngine();
      // With a disk, every client of a fixture stands on one engine.
      const kit = memoryKit({ ...limits, disk: true, storeOf: (store, { shared }) => ((engine = shared), store) });
      const fixture = await kit.create();
      const served = await serveEngine(() => engine);
      const elsewhere = { module, config: { port: served.port, ...limits }, points };
      const close = async (): Promise<void> => {
        await served.close();
        await fixture.close();
      };
      const own = Object.getOwnPropertyDescriptors<Partial<Fixture>>({ elsewhere, close });
      return Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(fixture), ...own }) as Fixture;
    },
  };
}
