import { createSecretKey, hash } from 'node:crypto';
import Database from 'better-sqlite3';
import { BareGcm } from './BareGcm.ts';
import type { RawReader } from './payloads.ts';
import type { RawRow } from './writeRows.ts';

/** A form in which somebody would keep payloads in a table of their own. */
interface RowForm {
  readonly type: 'TEXT' | 'BLOB';
  encode(payload: unknown): string | Buffer;
}

/** One key, the same in every process: only bench data lies under it. */
function benchGcm(): BareGcm {
  return new BareGcm(createSecretKey(hash('sha256', 'a key of benchmarks', 'buffer')));
}

function write(path: string, id: string, { type, encode }: RowForm, payloads: readonly RawRow[]): void {
  const database = new Database(path);
  database.exec(`PRAGMA journal_mode = WAL;
CREATE TABLE rows (dialogue_id TEXT NOT NULL, key TEXT NOT NULL, payload ${type} NOT NULL, PRIMARY KEY (dialogue_id, key)) STRICT;`);
  const insert = database.prepare<[string, string, string | Buffer]>('INSERT INTO rows VALUES (?, ?, ?)');
  database.transaction(() => {
    for (const { key, payload } of payloads) insert.run(id, key, encode(payload));
  })();
  database.close();
}

function reader<Payload>(path: string, id: string, decode: (payload: Payload) => unknown): RawReader {
  const database = new Database(path, { readonly: true });
  const rows = database.prepare<[string], { readonly key: string; readonly payload: Payload }>(
    'SELECT key, payload FROM rows WHERE dialogue_id = ? ORDER BY key',
  );
  return {
    read() {
      const payloads = new Map<string, unknown>();
      for (const { key, payload } of rows.all(id)) payloads.set(key, decode(payload));
      return payloads;
    },
    [Symbol.dispose]: () => {
      database.close();
    },
  };
}

/** Makes a database of payloads as plain JSON. */
export function writePlainRows(path: string, id: string, payloads: readonly RawRow[]): void {
  write(path, id, { type: 'TEXT', encode: (payload) => JSON.stringify(payload) }, payloads);
}

/** Selects the rows and parses them. */
export function plainReader(path: string, id: string): RawReader {
  return reader(path, id, (payload: string) => JSON.parse(payload) as unknown);
}

/** Makes a database of payloads sealed with bare AES-256-GCM: one key, a random nonce for each row. */
export function writeSealedRows(path: string, id: string, payloads: readonly RawRow[]): void {
  const gcm = benchGcm();
  const encode = (payload: unknown): Buffer => gcm.sealColumn(Buffer.from(JSON.stringify(payload)));
  write(path, id, { type: 'BLOB', encode }, payloads);
}

/** Selects the rows, decrypts and parses them. */
export function sealedReader(path: string, id: string): RawReader {
  const gcm = benchGcm();
  return reader(path, id, (payload: Buffer) => JSON.parse(gcm.openColumn(payload).toString()) as unknown);
}
