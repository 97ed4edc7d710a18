import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { MigrationBackend, PartitionStore, StoreHeaderPort } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { openDynamoStore } from '@colloquy/store-dynamo';
import { openPostgresStore } from '@colloquy/store-postgres';
import { openSqliteStore } from '@colloquy/store-sqlite';

/** Where a store is, as text that another process can open it by. */
export type StoreAddress =
  | { readonly kind: 'SQLite'; readonly path: string }
  | { readonly kind: 'PostgreSQL'; readonly url: string; readonly schema: string }
  | { readonly kind: 'DynamoDB'; readonly endpoint: string; readonly table: string };

export type StoreKind = StoreAddress['kind'];

/** A store that dialogues move from or to. Disposing closes it. */
export interface OpenedStore extends AsyncDisposable {
  readonly backend: PartitionStore & MigrationBackend & { readonly header: StoreHeaderPort };
}

/** Opens a store as a mover does, made if need be. */
export async function openAt(address: StoreAddress): Promise<OpenedStore> {
  if (address.kind === 'DynamoDB') {
    const client = new DynamoDBClient(dynamoConfig({ ...process.env, COLLOQUY_DYNAMO_ENDPOINT: address.endpoint }));
    const backend = await openDynamoStore({ table: address.table, client });
    const close = async (): Promise<void> => {
      await backend.close();
      client.destroy();
    };
    return { backend, [Symbol.asyncDispose]: close };
  }
  const backend =
    address.kind === 'SQLite'
      ? await openSqliteStore({ path: address.path })
      : await openPostgresStore({ url: address.url, schema: address.schema });
  return { backend, [Symbol.asyncDispose]: () => backend.close() };
}
