import { clearCodec } from '@colloquy/clear-codec';
import {
  createDialogueStore,
  EphemeralKeyProvider,
  MemoryKeyVault,
  openKeyring,
  setupKeys,
  type DialogueStore,
} from '@colloquy/core';
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '@colloquy/store-sqlite';

/** Every database of this example belongs to this store and tenant. */
const storeId = 'f0d1a106e00000000000000000000058';
const tenant = 'founding';

/** What a person must be told wherever this store is used. */
export const clearNotice =
  'Payloads and keys are stored in the clear: this example uses a codec that does not encrypt, until the encrypting envelope ' +
  'takes its place. So the checks below find damage and mistakes, but not somebody who reads the keys and forges with care.';

/** A dialogue store with the backend under it. */
export interface OpenStore extends AsyncDisposable {
  readonly dialogues: DialogueStore;
  readonly backend: SqliteStore;
}

/**
 * A dialogue store over any backend with the keys of this example.
 *
 * The master key may live and die with the process although the data stays: the codec stores each dialogue's keys in the clear, so
 * nothing is ever wrapped under it. With the encrypting envelope, a kept key provider and a kept vault take their place here.
 */
export async function dialogueStoreOver(backend: SqliteStore): Promise<DialogueStore> {
  const keys = { provider: new EphemeralKeyProvider(), vault: new MemoryKeyVault(), storeId, tenant };
  await setupKeys(keys);
  return createDialogueStore({ backend, codec: clearCodec(), keyring: await openKeyring(keys), actor: 'example' });
}

/**
 * Opens the store of this example over a SQLite file.
 *
 * @throws ColloquyError as `openSqliteStore` does
 * @example
 * await using store = await openStore({ path: 'dialogues.db' });
 * await store.dialogues.load(dialogueId('rfc-0058-supersession'));
 */
export async function openStore(options: SqliteStoreOptions): Promise<OpenStore> {
  const backend = await openSqliteStore(options);
  try {
    return {
      dialogues: await dialogueStoreOver(backend),
      backend,
      [Symbol.asyncDispose]: () => backend.close(),
    };
  } catch (error) {
    await backend.close();
    throw error;
  }
}
