import type Database from 'better-sqlite3';
import type { Reach } from './Reach.ts';

type Execute = (...parameters: readonly unknown[]) => unknown;

/** Every statement that is prepared from now on calls `reach` with its text before and after each execution. */
export function announce(database: Database.Database, reach: Reach): void {
  const prepare = database.prepare.bind(database) as (source: string) => Database.Statement;
  const announced = (source: string): Database.Statement => {
    const statement = prepare(source);
    for (const name of ['run', 'get', 'all'] as const) {
      const execute: Execute = statement[name].bind(statement);
      Object.defineProperty(statement, name, {
        value: (...parameters: readonly unknown[]) => {
          reach(source, 'before');
          const result = execute(...parameters);
          reach(source, 'after');
          return result;
        },
      });
    }
    return statement;
  };
  Object.defineProperty(database, 'prepare', { value: announced });
}
