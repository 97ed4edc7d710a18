import type { StoreHeaderPort } from '@colloquy/core';
import type Database from 'better-sqlite3';
import { dialogueIdsSql } from './dialogueIds.ts';
import { statement } from './statement.ts';
import type { Transactions } from './transaction.ts';

export const storeHeaderSql = 'SELECT header FROM store_header WHERE id = 1';

/** What the calls over a database go through: waiting while it is busy, and refusing to write where that is not possible. */
export interface HeaderAccess extends Transactions {
  readonly run: <T>(attempt: () => T, signal?: AbortSignal) => Promise<T>;
  readonly requireWritable: () => void;
}

/** The store header: the one row of its table, in the same file as the dialogues and in every backup of it. */
export function storeHeader(
  database: Database.Database,
  { read, write, run, requireWritable }: HeaderAccess,
): StoreHeaderPort {
  const select = statement<[], Buffer>(database, storeHeaderSql).pluck();
  const insert = statement<[Uint8Array], never>(
    database,
    'INSERT OR IGNORE INTO store_header (id, header) VALUES (1, ?)',
  );
  const update = statement<[Uint8Array, Uint8Array], never>(
    database,
    'UPDATE store_header SET header = ? WHERE id = 1 AND header = ?',
  );
  const anyDialogue = statement<[], number>(database, `SELECT EXISTS (${dialogueIdsSql})`).pluck();
  const current = (): Uint8Array | undefined => {
    const row = select.get();
    return row === undefined ? undefined : new Uint8Array(row);
  };

  return {
    read: async (options) => run(() => read(current), options?.signal),

    putIfAbsent: async (bytes, options) => {
      const header = bytes.slice();
      const stored = await run(() => {
        requireWritable();
        return write(() => {
          insert.run(header);
          return current();
        });
      }, options?.signal);
      return stored ?? new Uint8Array(0);
    },

    replace: async (previous, next, options) => {
      const [expected, header] = [previous.slice(), next.slice()];
      return run(() => {
        requireWritable();
        return write(() => update.run(header, expected).changes === 1);
      }, options?.signal);
    },

    holdsData: async (options) => run(() => read(() => anyDialogue.get() === 1), options?.signal),
  };
}
