import { MemoryPartitionStore, type Engine } from '@colloquy/core';
import type { OpenStore } from '../kit/AdapterKit.ts';
import { connectEngine } from './connectEngine.ts';

/** What {@link openStore} needs: plain JSON. No limit stands for none. */
export interface RemoteMemoryConfig {
  readonly port: number;
  readonly transactionLimit?: number;
  readonly pageSize?: number;
}

/** What stands between engine and store, for deliberately broken backends. */
export interface Breaking {
  readonly engineOf?: (engine: Engine) => Engine;
  readonly storeOf?: (store: OpenStore, open: (engine: Engine) => OpenStore, engine: Engine) => OpenStore;
}

/** The in-memory backend over an engine that another process serves: what `elsewhere` of its kit names. */
export async function openStore(config: unknown, reach?: () => void): Promise<OpenStore> {
  return openRemoteMemory(config as RemoteMemoryConfig, reach);
}

export async function openRemoteMemory(
  { port, transactionLimit, pageSize }: RemoteMemoryConfig,
  reach?: () => void,
  { engineOf = (engine) => engine, storeOf = (store) => store }: Breaking = {},
): Promise<OpenStore> {
  const connection = await connectEngine(port, reach);
  const open = (engine: Engine): OpenStore =>
    new MemoryPartitionStore({
      engine,
      ...(transactionLimit === undefined ? {} : { transactionLimit }),
      ...(pageSize === undefined ? {} : { pageSize }),
    });
  const engine = engineOf(connection);
  const store = storeOf(open(engine), open, engine);
  const close = store.close.bind(store);
  return Object.assign(store, {
    close: async () => {
      await close();
      await connection.close();
    },
  });
}
