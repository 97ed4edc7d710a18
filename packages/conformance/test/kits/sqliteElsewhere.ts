import { openSqliteStore } from '@colloquy/store-sqlite';
import Database from 'better-sqlite3';
import type { OpenStore } from '../../src/kit/AdapterKit.ts';
import { announce } from './announce.ts';
import type { Reach } from './Reach.ts';

export interface SqliteConfig {
  readonly path: string;
}

/** Opens a SQLite file as any process would. With `reach` every statement is a point before and after it, and is told. */
export async function openStore(config: unknown, reach?: Reach): Promise<OpenStore> {
  const { path } = config as SqliteConfig;
  if (reach === undefined) return openSqliteStore({ path });
  const database = new Database(path, { timeout: 0 });
  announce(database, reach);
  const store = await openSqliteStore({ database });
  return {
    ...store,
    close: async () => {
      await store.close();
      database.close();
    },
  };
}
