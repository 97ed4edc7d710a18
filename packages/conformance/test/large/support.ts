import { createDialogueStore, type DialogueStore, type PartitionStore } from '@colloquy/core';
import { createTestKeyring } from '@colloquy/core/testing';
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
      const keyring = await createTestKeyring();
      await use({ backend, open: () => createDialogueStore({ backend, keyring }) });
    } finally {
      await backend.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
