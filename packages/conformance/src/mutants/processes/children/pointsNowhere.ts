import type { OpenStore } from '../../../kit/AdapterKit.ts';
import { openRemoteMemory, type RemoteMemoryConfig } from '../../../processes/remoteMemory.ts';

/** Has no ear for where it is. */
export function openStore(config: unknown): Promise<OpenStore> {
  return openRemoteMemory(config as RemoteMemoryConfig);
}
