import { clearCodec } from '@colloquy/clear-codec';
import {
  createDialogueStore,
  EphemeralKeyProvider,
  MemoryKeyVault,
  openKeyring,
  setupKeys,
  type DialogueStore,
  type PartitionStore,
} from '@colloquy/core';
import { openSqliteStore } from '@colloquy/store-sqlite';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Large {
  readonly backend: PartitionStore;
  /** A dialogue store with nothing remembered, over the same keys. */
  readonly open: () => DialogueStore;
}

/** A SQLite file of its own and keys for it, removed at the end. */
export async function onSqlite(use: (large: Large) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-large-'));
  try {
    // What outlives a power cut is not tested here.
    const backend = await openSqliteStore({ path: join(folder, 'dialogues.db'), synchronous: 'normal' });
    try {
      const keys = {
        provider: new EphemeralKeyProvider(),
        vault: new MemoryKeyVault(),
        storeId: 'a'.repeat(32),
        tenant: 'tests',
      };
      await setupKeys(keys);
      const keyring = await openKeyring(keys);
      await use({ backend, open: () => createDialogueStore({ backend, codec: clearCodec(), keyring }) });
    } finally {
      await backend.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
