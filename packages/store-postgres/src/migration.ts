import { batchRows, changeRows, requireListing, requireTransition, scoped, type MigrationPort } from '@colloquy/core';
import { batchWriter, exportReader } from './batch.ts';
import type { Calls } from './calls.ts';
import { changer } from './change.ts';
import type { ReadHeld } from './head.ts';
import { partitionsReader } from './partitions.ts';
import type { ReadStanding } from './standing.ts';
import type { Statements } from './statement.ts';

/** What moves dialogues from and to this schema. */
export function migration(
  statements: Statements,
  { read, transact }: Calls,
  { readHeld, readStanding }: { readonly readHeld: ReadHeld; readonly readStanding: ReadStanding },
): MigrationPort {
  const changeOnce = changer(statements, readStanding);
  const readBatch = exportReader(statements);
  const writeOnce = batchWriter(statements);
  const readPartitions = partitionsReader(statements);

  return {
    residence: async (id, options) => {
      const held = await read((client) => readHeld(client, id), options);
      // Every commit is one transaction, so none is ever unfinished.
      return scoped(id, { ...held, pending: false });
    },

    // Sent once, as a commit: where the answer is lost, only the caller knows whether the same change still makes sense.
    change: async (id, change, options) => {
      const rows = changeRows(change);
      requireTransition(rows);
      return scoped(id, await transact((client) => changeOnce(client, id, rows), options));
    },

    exportBatch: async (id, after, options) =>
      scoped(id, await read((client) => readBatch(client, id, after), options)),

    writeBatch: async (id, { status, move }, batch, options) => {
      const rows = batchRows(batch);
      const written = await transact((client) => writeOnce(client, id, { status, move }, rows), options);
      return scoped(id, { written });
    },

    listPartitions: async ({ limit, cursor, signal }) => {
      requireListing({ limit });
      return read((client) => readPartitions(client, limit, cursor), signal === undefined ? {} : { signal });
    },
  };
}
