import { MemoryKeyVault } from '@colloquy/core';
import type { VaultKit } from '../kit/KeyKits.ts';

/** The kit of the vault that lives and dies with the process. It has no connections, so its second client is the first. */
export function memoryVaultKit(): VaultKit {
  return {
    name: 'memory vault',
    capabilities: { durable: false },
    create: async () => {
      const vault = new MemoryKeyVault();
      return {
        vault,
        second: async () => vault,
        reopen: async () => new MemoryKeyVault(),
        close: async () => undefined,
      };
    },
  };
}
