import { openSqliteStore } from '@colloquy/store-sqlite';
import Database from 'better-sqlite3';
import type { OpenStore } from '../../src/kit/AdapterKit.ts';

export interface SqliteConfig {
  readonly path: string;
}

/** Opens a SQLite file as any process would. With `reach` every statement is a point before and after it. */
export async function openStore(config: unknown, reach?: () => void): Promise<OpenStore> {
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

type Execute = (...parameters: readonly unknown[]) => unknown;

/** Every statement that is prepared from now on calls `reach` before and after each execution. */
function announce(database: Database.Database, reach: () => void): void {
  const prepare = database.prepare.bind(database) as (source: string) => Database.Statement;
  const announced = (source: string): Database.Statement => {
    const statement = prepare(source);
    for (const name of ['run', 'get', 'all'] as const) {
      const execute: Execute = statement[name].bind(statement);
      Object.defineProperty(statement, name, {
        value: (...parameters: readonly unknown[]) => {
          reach();
          const result = execute(...parameters);
          reach();
          return result;
        },
      });
    }
    return statement;
  };
  Object.defineProperty(database, 'prepare', { value: announced });
}
