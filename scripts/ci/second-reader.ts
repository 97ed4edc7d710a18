/**
 * Holds what a second implementation reads of a database against what core reads: `node scripts/ci/second-reader.ts DATABASE`, its keys
 * beside it. Then changes one byte of a copy, which the second implementation must refuse.
 *
 * Exit code 0: they agree. 1: they do not. 3: there is no Python, or it lacks the package `cryptography`; nothing was compared.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createDialogueStore, dialogueId, encodeEntity, openLocalKeys } from '@colloquy/core';
import { openSqliteStore } from '@colloquy/store-sqlite';

interface Read {
  readonly n: number;
  readonly logHead: string;
  readonly entities: Readonly<Record<string, readonly [rev: number, v: number, entity: unknown]>>;
}

const [path = ''] = process.argv.slice(2);
const directory = `${path}.keys`;
const script = new URL('../read-partition.py', import.meta.url).pathname;

function readBySecond(database: string): {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
} {
  const { status, stdout, stderr, error } = spawnSync('python3', [script, database, directory], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return error === undefined ? { status, out: stdout, err: stderr } : { status: 3, out: '', err: error.message };
}

/** Keys of an object in one order, so that two texts of the same value are equal. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, ordered(each)]));
}

/** What core reads, and the envelope of one of the records. */
async function readByCore(): Promise<{ readonly read: Record<string, Read>; readonly envelope: Uint8Array }> {
  await using backend = await openSqliteStore({ path, readOnly: true });
  const header = JSON.parse(Buffer.from((await backend.header.read()) ?? []).toString()) as { tenant: string };
  const { keyring } = await openLocalKeys({ directory, header: backend.header, tenant: header.tenant });
  const store = createDialogueStore({ backend, keyring });
  const read: Record<string, Read> = {};
  let envelope: Uint8Array = new Uint8Array(0);
  for (const name of await backend.dialogueIds()) {
    const id = dialogueId(name);
    const { n, logHead, state } = await store.load(id);
    const writers = new Map<string, number>();
    for (let from: number | undefined = 1; from !== undefined;) {
      const page = await store.history(id, from, 1000);
      for (const entry of page.entries) for (const key of entry.keys) writers.set(key, entry.n);
      from = page.next;
    }
    const entities = [...state.entries()].map(([key, entity]) => [key, [writers.get(key), 1, encodeEntity(entity)]]);
    envelope = (await backend.load(id)).records.find(({ key }) => key === 'dialogue#meta')?.envelope ?? envelope;
    read[name] = { n, logHead, entities: Object.fromEntries(entities) as Read['entities'] };
  }
  return { read, envelope };
}

/** Flips a bit in the commitment of an envelope, as somebody with a hexadecimal editor would. */
function tamper(copy: string, envelope: Uint8Array): void {
  const file = readFileSync(copy);
  const at = file.indexOf(envelope.subarray(0, 64));
  if (at < 0) throw new Error('the envelope is not in the file');
  file[at + 40] = (file[at + 40] ?? 0) ^ 1;
  writeFileSync(copy, file);
}

async function main(): Promise<number> {
  const { status, out, err } = readBySecond(path);
  if (status === 3) {
    console.log(`second-reader: nothing compared: ${err.trim() || out.trim()}`);
    return 3;
  }
  if (status !== 0) {
    console.error(`second-reader: it does not open what core wrote: ${err}`);
    return 1;
  }
  const { read: core, envelope } = await readByCore();
  const second = JSON.parse(out) as Record<string, Read>;
  if (JSON.stringify(ordered(second)) !== JSON.stringify(ordered(core))) {
    console.error('second-reader: it reads something else than core');
    return 1;
  }
  const copy = `${path}.tampered`;
  copyFileSync(path, copy);
  tamper(copy, envelope);
  const refused = readBySecond(copy);
  if (refused.status !== 1 || !refused.err.includes('not authentic')) {
    console.error(`second-reader: it opens what was tampered with (exit code ${refused.status})`);
    return 1;
  }
  const entities = Object.values(core).reduce((sum, read) => sum + Object.keys(read.entities).length, 0);
  console.log(`second-reader: ${Object.keys(core).length} dialogues, ${entities} entities: both read the same`);
  return 0;
}

process.exitCode = await main();
