import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearCodec } from '@colloquy/clear-codec';
import {
  createDialogueStore,
  EphemeralKeyProvider,
  MemoryKeyVault,
  openKeyring,
  setupKeys,
  type DialogueStore,
  type Keyring,
  type PartitionStore,
} from '@colloquy/core';
import { seededSources } from '@colloquy/core/testing';
import { openSqliteStore, type SqliteStore } from '@colloquy/store-sqlite';

/** A store over a database file of the workbench. */
export interface Opened extends AsyncDisposable {
  readonly path: string;
  readonly backend: SqliteStore;
  readonly store: DialogueStore;
}

/**
 * Keys that are the same in every process, so that a child process can open what its parent wrote. Only bench data lies under
 * them.
 */
export async function benchKeyring(): Promise<Keyring> {
  const { randomBytes } = seededSources({ seed: 1 });
  const options = {
    provider: new EphemeralKeyProvider(randomBytes),
    vault: new MemoryKeyVault(),
    storeId: 'be'.repeat(16),
    tenant: 'bench',
  };
  await setupKeys(options);
  return openKeyring(options);
}

/** The store that an application would have: real time, real randomness; only the codec is in the clear. */
export function storeOver(backend: PartitionStore, keyring: Keyring): DialogueStore {
  return createDialogueStore({ backend, codec: clearCodec(), keyring });
}

/** A temporary folder with databases, all under one keyring. Disposing removes it. */
export class Workbench implements Disposable {
  readonly keyring: Keyring;
  readonly #folder: string;
  #files = 0;

  private constructor(folder: string, keyring: Keyring) {
    this.#folder = folder;
    this.keyring = keyring;
  }

  static async make(): Promise<Workbench> {
    return new Workbench(mkdtempSync(join(tmpdir(), 'colloquy-bench-')), await benchKeyring());
  }

  /** A path that nothing else uses. */
  newPath(): string {
    this.#files += 1;
    return join(this.#folder, `${this.#files}.db`);
  }

  /** @param durable as an application would write; false: faster, for making data */
  async open(path: string, durable: boolean): Promise<Opened> {
    const backend = await openSqliteStore({ path, synchronous: durable ? 'full' : 'normal' });
    return {
      path,
      backend,
      store: storeOver(backend, this.keyring),
      [Symbol.asyncDispose]: () => backend.close(),
    };
  }

  /** A copy of a database that is open nowhere: its write-ahead log went into it with the last close. */
  copyOf(path: string): string {
    const copy = this.newPath();
    copyFileSync(path, copy);
    return copy;
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
