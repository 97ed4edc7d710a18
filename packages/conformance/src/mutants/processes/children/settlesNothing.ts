import type { OpenStore } from '../../../kit/AdapterKit.ts';
import { openRemoteMemory, type RemoteMemoryConfig } from '../../../processes/remoteMemory.ts';
import { delegate } from '../../../memory/delegate.ts';

/** Takes a large commit of another process for somebody else's business. */
export function openStore(config: unknown, reach?: () => void): Promise<OpenStore> {
  return openRemoteMemory(config as RemoteMemoryConfig, reach, {
    storeOf: (inner) => ({ ...delegate(inner), settle: (id, options) => inner.head(id, options) }),
  });
}
