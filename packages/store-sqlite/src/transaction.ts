import type Database from 'better-sqlite3';
import { ConnectionInUse } from './errors.ts';

/** Runs work in one transaction: all of it or, when it throws, nothing. */
export type Transact = <T>(work: () => T) => T;

export interface Transactions {
  /** One snapshot for every statement inside. */
  readonly read: Transact;
  /** Takes the write lock first, so that what is read inside is still true when it is written upon. */
  readonly write: Transact;
}

/** @throws ConnectionInUse when the owner of the connection has a transaction open: ours would become part of it */
export function transactions(database: Database.Database): Transactions {
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');

  function undo(): void {
    // SQLite has rolled back by itself after some errors, a full disk for one.
    if (database.inTransaction) rollback.run();
  }

  function transact(begin: Database.Statement): Transact {
    return (work) => {
      if (database.open && database.inTransaction) throw new ConnectionInUse();
      begin.run();
      try {
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        undo();
        throw error;
      }
    };
  }

  return { read: transact(database.prepare('BEGIN DEFERRED')), write: transact(database.prepare('BEGIN IMMEDIATE')) };
}
