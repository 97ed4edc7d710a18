import { createDatabase, postgresUrl, type TestDatabase } from '@colloquy/engines';
import { openPostgresStore } from '@colloquy/store-postgres';
import type { OpenStore } from '../../../src/kit/AdapterKit.ts';

/** Longer than any call here takes that is not held on purpose. */
const callTimeoutMs = 15_000;

export async function openStore(url: string): Promise<OpenStore> {
  return openPostgresStore({ url, callTimeoutMs, maxConnections: 4 });
}

/** A database of its own, and a store over it that no fault reaches. */
export async function createField(
  serverUrl = postgresUrl(),
): Promise<{ readonly url: string; readonly clean: OpenStore } & AsyncDisposable> {
  const database: TestDatabase = await createDatabase(serverUrl);
  const clean = await openStore(database.url);
  return {
    url: database.url,
    clean,
    [Symbol.asyncDispose]: async () => {
      await clean.close();
      await database.drop();
    },
  };
}
