import type { StoreHeaderPort } from '@colloquy/core';
import type { AdapterKit } from '../../kit/AdapterKit.ts';
import type { MemoryClient, MemoryKitOptions } from '../../memory/memoryKit.ts';
import { brokenStore } from '../support/broken.ts';

/** The in-memory backend, some calls of whose header are replaced. `breaking` is called once per client. */
export function brokenHeader(
  breaking: (header: StoreHeaderPort, client: MemoryClient) => Partial<StoreHeaderPort>,
  options?: MemoryKitOptions,
): AdapterKit {
  return brokenStore((store, client) => ({ header: { ...store.header, ...breaking(store.header, client) } }), options);
}
