import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileKeyVault } from '@colloquy/core';
import type { VaultKit } from '../../src/kit/KeyKits.ts';

/** The vault in a directory. It keeps nothing open, so each client is a new instance. */
export function fileVaultKit(): VaultKit {
  return {
    name: 'file vault',
    capabilities: { durable: true },
    create: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'colloquy-vault-'));
      const open = (): FileKeyVault => new FileKeyVault({ directory: join(folder, 'vault') });
      return {
        vault: open(),
        second: async () => open(),
        reopen: async () => open(),
        close: async () => rm(folder, { recursive: true, force: true }),
      };
    },
  };
}
