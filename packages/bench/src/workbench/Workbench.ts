import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDialogueStore, type DialogueStore, type Keyring, type PartitionStore } from '@colloquy/core';
import { createTestKeyring, seededSources } from '@colloquy/core/testing';
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
  return createTestKeyring({ randomBytes: seededSources({ seed: 1 }).randomBytes });
}

/** The store that an application would have: real time, real randomness. */
export function storeOver(backend: PartitionStore, keyring: Keyring): DialogueStore {
  return createDialogueStore({ backend, keyring });
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
