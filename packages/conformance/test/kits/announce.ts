import type Database from 'better-sqlite3';

type Execute = (...parameters: readonly unknown[]) => unknown;

/** Every statement that is prepared from now on calls `reach` before and after each execution. */
export function announce(database: Database.Database, reach: () => void): void {
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
