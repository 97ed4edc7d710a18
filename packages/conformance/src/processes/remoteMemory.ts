import { MemoryPartitionStore } from '@colloquy/core';
import type { OpenStore } from '../kit/AdapterKit.ts';
import { connectEngine } from './connectEngine.ts';

/** What {@link openStore} needs: plain JSON. No limit stands for none. */
export interface RemoteMemoryConfig {
  readonly port: number;
  readonly transactionLimit?: number;
  readonly pageSize?: number;
}

/** The in-memory backend over an engine that another process serves: what `elsewhere` of its kit names. */
export async function openStore(config: unknown, reach?: () => void): Promise<OpenStore> {
  const { port, transactionLimit, pageSize } = config as RemoteMemoryConfig;
  const engine = await connectEngine(port, reach);
  const store = new MemoryPartitionStore({
    engine,
    ...(transactionLimit === undefined ? {} : { transactionLimit }),
    ...(pageSize === undefined ? {} : { pageSize }),
  });
  const close = store.close.bind(store);
  return Object.assign(store, {
    close: async () => {
      await close();
      await engine.close();
    },
  });
}
