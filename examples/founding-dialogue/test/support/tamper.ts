import { copyFileSync } from 'node:fs';
import { dialogueId } from '@colloquy/core';
import Database from 'better-sqlite3';
import { register } from '../../src/example/register.ts';
import { openStore } from '../../src/store/openStore.ts';
import { backUp } from './backUp.ts';
import { auditDirectory } from '../../src/store/places.ts';
import { copyFolder, copyKeys } from './keys.ts';
import { example } from './stored.ts';

/** A row of `records` with the digest and the attributes that belong to its envelope. */
export interface Row {
  readonly digest: string;
  readonly attributes: string;
  readonly envelope: Uint8Array;
}

/** Another dialogue in the same file. */
export const other = dialogueId('another-dialogue');

/** Somebody who has SQLite and not our programs. */
export class Intruder {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** One statement that must change exactly one row, so that no case changes nothing. */
  change(sql: string, ...values: readonly unknown[]): void {
    const { changes } = this.#database.prepare(sql).run(...values);
    if (changes !== 1) throw new Error(`${changes} rows changed by ${sql}`);
  }

  /** Statements without parameters. */
  run(sql: string): void {
    this.#database.exec(sql);
  }

  row(dialogue: string, key: string): Row {
    const sql = 'SELECT digest, attributes, envelope FROM records WHERE dialogue_id = ? AND key = ?';
    const row = this.#database.prepare<[string, string], Row>(sql).get(dialogue, key);
    if (row === undefined) throw new Error(`no row ${key}`);
    return row;
  }

  put(dialogue: string, key: string, part: Partial<Row>): void {
    const { digest, attributes, envelope } = { ...this.row(dialogue, key), ...part };
    const sql = 'UPDATE records SET digest = ?, attributes = ?, envelope = ? WHERE dialogue_id = ? AND key = ?';
    this.change(sql, digest, attributes, envelope, dialogue, key);
  }
}

/** Works on a file from outside. */
export function intrude<T>(path: string, work: (intruder: Intruder) => T): T {
  const database = new Database(path);
  try {
    return work(new Intruder(database));
  } finally {
    database.close();
  }
}

/** The same bytes with one bit flipped. */
export function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const byte = copy[at];
  if (byte === undefined) throw new Error(`no byte ${at}`);
  copy[at] = byte ^ 1;
  return copy;
}

/** What was kept while the originals came into being. */
export interface Kept {
  /** `dialogue#meta` as the first commit wrote it. */
  readonly firstRoot: Row;
  /** A whole copy of the file before the last commit. */
  readonly earlier: string;
}

/** Registers the example and a second dialogue in one file. */
export async function originals(path: string): Promise<Kept> {
  const earlier = `${path}.earlier`;
  await using store = await openStore({ path });
  await store.dialogues.create(other, { title: 'Another dialogue' });
  let firstRoot: Row | undefined;
  await register(store.dialogues, example, async ({ n }) => {
    if (n === 1) firstRoot = intrude(path, (intruder) => intruder.row(example.id, 'dialogue#meta'));
    if (n === 6) await backUp(store, earlier);
  });
  if (firstRoot === undefined) throw new Error('nothing was registered');
  return { firstRoot, earlier };
}

/** A copy to tamper with, its keys and its audit. The original was closed, so its file holds everything. */
export function copied(original: string, path: string): string {
  copyFileSync(original, path);
  copyKeys(original, path);
  copyFolder(auditDirectory(original), auditDirectory(path));
  return path;
}
