import { createDialogueStore, createLocalKeys, openLocalKeys, type DialogueStore } from '@colloquy/core';
import { openSqliteStore, type SqliteStore } from '@colloquy/store-sqlite';
import { keysDirectory } from './databasePath.ts';

/** One store holds one tenant; this is that of every database of this example. */
const tenant = 'founding';

/** A dialogue store with the backend under it. */
export interface OpenStore extends AsyncDisposable {
  readonly dialogues: DialogueStore;
  readonly backend: SqliteStore;
}

export interface OpenStoreOptions {
  readonly path: string;
  /** Makes nothing, neither a database nor keys. */
  readonly readOnly?: boolean;
  /** Where the key file and the vault lie; by default beside the database, where no one who is serious would keep them. */
  readonly keys?: string;
}

/**
 * Opens the store of this example over a SQLite file. Keys are made at the first start only: where data exists, what is missing of them
 * is an error.
 *
 * @throws ColloquyError as `openSqliteStore` and `createLocalKeys` do
 * @example
 * await using store = await openStore({ path: 'dialogues.db' });
 * await store.dialogues.load(dialogueId('rfc-0058-supersession'));
 */
export async function openStore(options: OpenStoreOptions): Promise<OpenStore> {
  const { path, readOnly = false, keys: directory = keysDirectory(path) } = options;
  const backend = await openSqliteStore({ path, readOnly });
  try {
    const local = { directory, header: backend.header, tenant };
    const { keyring, provider } = await (readOnly ? openLocalKeys(local) : createLocalKeys(local));
    return {
      dialogues: createDialogueStore({ backend, keyring, actor: 'example' }),
      backend,
      [Symbol.asyncDispose]: async () => {
        await provider.close();
        await backend.close();
      },
    };
  } catch (error) {
    await backend.close();
    throw error;
  }
}
