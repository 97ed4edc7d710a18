import type { AdapterKit, OpenStore } from '../../../src/kit/AdapterKit.ts';
import type { RawProbe, RawRows } from '../../../src/kit/RawProbe.ts';
import { openSqliteStore } from '@colloquy/store-sqlite';
import Database from 'better-sqlite3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DialogueId, Head, LogEntry, RecordKey } from '@colloquy/core';

/** A folder of its own, removed at the end. */
export async function temporaryFolder(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'colloquy-processes-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** SQLite as the laws of several processes need it: those that write to the storage itself are judged by the package's own kit. */
export function sqliteProcessKit(): AdapterKit {
  return {
    name: 'sqlite, several processes',
    capabilities: { durable: true, processes: true, stepped: false },
    create: async () => {
      const folder = await temporaryFolder();
      const path = join(folder.path, 'dialogues.db');
      let clients: OpenStore[] = [];
      const open = async (): Promise<OpenStore> => {
        const store = await openSqliteStore({ path });
        clients.push(store);
        return store;
      };
      const closeAll = async (): Promise<void> => {
        for (const client of clients.splice(0)) await client.close();
      };
      return {
        store: await open(),
        probe: readingProbe(path),
        second: open,
        reopen: async () => {
          await closeAll();
          return open();
        },
        elsewhere: { module: new URL('sqliteElsewhere.ts', import.meta.url).href, config: { path }, points: true },
        close: async () => {
          await closeAll();
          clients = [];
          await folder.remove();
        },
      };
    },
  };
}

function readingProbe(path: string): RawProbe {
  const refuse = (): Promise<void> => Promise.reject(new Error('these laws only read the storage'));
  return {
    rows: async (id) => rowsOf(path, id),
    putRecord: refuse,
    removeRecord: refuse,
    putHead: refuse,
    removeHead: refuse,
    putEntry: refuse,
    removeEntry: refuse,
  };
}

interface RecordRow {
  readonly key: RecordKey;
  readonly digest: string;
  readonly attributes: string;
  readonly envelope: Uint8Array;
}

function rowsOf(path: string, id: DialogueId): RawRows {
  const database = new Database(path, { readonly: true });
  try {
    const all = <Row>(sql: string): Row[] => database.prepare<[DialogueId], Row>(sql).all(id);
    const [head] = all<Head>('SELECT n, commit_id AS commitId, header, auth FROM heads WHERE dialogue_id = ?');
    const log = all<LogEntry>(
      'SELECT n, commit_id AS commitId, header, body, auth FROM log WHERE dialogue_id = ? ORDER BY n',
    );
    const records = all<RecordRow>(
      'SELECT key, digest, attributes, envelope FROM records WHERE dialogue_id = ? ORDER BY key',
    );
    return {
      head,
      log,
      records: records.map((row) => ({ ...row, attributes: JSON.parse(row.attributes) as Record<string, string> })),
      leftovers: 0,
    };
  } finally {
    database.close();
  }
}
