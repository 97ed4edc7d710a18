import {
  anchorCheckpoint,
  createAuditTrail,
  createDialogueStore,
  createLocalKeys,
  createSigningKey,
  FileAnchor,
  FileAuditSink,
  openLocalKeys,
  type AuditTrail,
  type Checkpoint,
  type DialogueId,
  type DialogueStore,
} from '@colloquy/core';
import type { DynamoStore, DynamoStoreOptions } from '@colloquy/store-dynamo';
import { openPostgresStore, type PostgresStore } from '@colloquy/store-postgres';
import { openSqliteStore, type SqliteStore } from '@colloquy/store-sqlite';
import { keysDirectory } from './databasePath.ts';
import { pinKey } from './pinnedKey.ts';
import { placesOf } from './places.ts';

/** One store holds one tenant; this is that of every database of this example. */
const tenant = 'founding';
/** Who signs the notes. */
const signerName = 'example.org/founding';

/** A dialogue store with the backend under it. */
export interface OpenStore extends AsyncDisposable {
  readonly dialogues: DialogueStore;
  readonly backend: SqliteStore | PostgresStore | DynamoStore;
  /** Signs where the log of a dialogue stands, and keeps the note beside the keys. */
  checkpoint(id: DialogueId): Promise<Checkpoint>;
}

/** A table of DynamoDB, and what a client of it is made of. */
export type DynamoPlace = Required<Pick<DynamoStoreOptions, 'table' | 'config'>>;

/** A database of PostgreSQL. */
export interface PostgresPlace {
  readonly url: string;
  readonly schema: string;
}

export interface OpenStoreOptions {
  /** The SQLite file. With {@link postgres} or {@link dynamo}: no file, but what keys and audit are named after. */
  readonly path: string;
  /** The dialogues lie there instead of in a file. */
  readonly postgres?: PostgresPlace;
  /** The dialogues lie there instead of in a file. */
  readonly dynamo?: DynamoPlace;
  /** Makes nothing, neither a database nor keys, and records nothing. */
  readonly readOnly?: boolean;
  /** Where the key file and the vault lie; by default beside the database, where no one who is serious would keep them. */
  readonly keys?: string;
}

function auditIn(path: string): AuditTrail {
  const sink = new FileAuditSink({ path });
  return createAuditTrail({ sink, principal: 'example', onFailure: 'refuse' });
}

async function openBackend({
  path,
  postgres,
  dynamo,
  readOnly = false,
}: OpenStoreOptions): Promise<OpenStore['backend']> {
  if (postgres !== undefined) return openPostgresStore({ ...postgres, readOnly });
  if (dynamo === undefined) return openSqliteStore({ path, readOnly });
  // Loaded here: the client of AWS takes longer to load than all else together.
  const { openDynamoStore } = await import('@colloquy/store-dynamo');
  return openDynamoStore({ ...dynamo, setup: !readOnly });
}

/**
 * Opens the store of this example over a SQLite file, a PostgreSQL database or a DynamoDB table. Keys are made at the first start only:
 * where data exists, what is missing of them is an error. Every use of a key is recorded beside the database.
 *
 * @throws ColloquyError as `openSqliteStore`, `openPostgresStore`, `openDynamoStore` and `createLocalKeys` do
 * @example
 * await using store = await openStore({ path: 'dialogues.db' });
 * await store.dialogues.load(dialogueId('rfc-0058-supersession'));
 */
export async function openStore(options: OpenStoreOptions): Promise<OpenStore> {
  const { path, readOnly = false, keys: directory = keysDirectory(path) } = options;
  const backend = await openBackend(options);
  const places = placesOf(path, directory);
  const audit = readOnly ? undefined : auditIn(places.audit);
  try {
    const { header } = backend;
    const local = { directory, header, tenant, ...(audit === undefined ? {} : { audit }) };
    const { keyring, provider } = await (readOnly ? openLocalKeys(local) : createLocalKeys(local));
    const dialogues = createDialogueStore({
      backend,
      keyring,
      actor: 'example',
      ...(audit === undefined ? {} : { audit }),
    });
    return {
      dialogues,
      backend,
      checkpoint: async (id) => {
        const signer = await createSigningKey({
          header,
          keyring,
          name: signerName,
          ...(audit === undefined ? {} : { audit }),
        });
        await pinKey(places.verifierKey, signer.verifier);
        const anchor = new FileAnchor({ directory: places.notes });
        return (await anchorCheckpoint(dialogues, id, signer, anchor)).checkpoint;
      },
      [Symbol.asyncDispose]: async () => {
        await provider.close();
        await audit?.close();
        await backend.close();
      },
    };
  } catch (error) {
    await audit?.close();
    await backend.close();
    throw error;
  }
}
