import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { register } from '../src/example/register.ts';
import { keysDirectory } from '../src/store/databasePath.ts';
import { openStore } from '../src/store/openStore.ts';
import { example, id, store } from './support/stored.ts';
import { run } from './support/run.ts';
import { temporaryFolder } from './support/temporary.ts';

/** Every run of four or more printable bytes, as strings(1) shows them. */
function stringsOf(bytes: Buffer): string {
  return (bytes.toString('latin1').match(/[\x20-\x7e\t]{4,}/g) ?? []).join('\n');
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** Texts of the example that a person wrote: all but tokens and words of a fixed list, which are what the projection shows. */
function textsOf(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string' && value.includes(' ')) found.add(value);
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) textsOf(each, found);
  return found;
}

/** Whole, and in the pieces between what JSON or another encoding would write differently. */
const texts = [...textsOf(example)].flatMap((text) => [
  text,
  ...text.split(/[^\x20-\x7e]+|["\\]/).filter((piece) => piece.length > 8),
]);

function expectNothingIn(path: string): void {
  const bytes = readFileSync(path);
  const shown = stringsOf(bytes);
  for (const text of texts) {
    expect(shown.includes(text), `${path} shows ${JSON.stringify(text)}`).toBe(false);
    for (const encoding of ['utf16le', 'utf8'] as const) {
      expect(bytes.includes(Buffer.from(text, encoding)), `${path} holds ${JSON.stringify(text)}`).toBe(false);
    }
    const encoded = Buffer.from(text).toString('base64').slice(0, -4);
    if (encoded.length > 12) expect(shown.includes(encoded), `${path} holds base64 of ${text}`).toBe(false);
  }
}

test('the texts that are looked for are the titles, labels, roles and contents of the example', () => {
  expect(texts.length).toBeGreaterThan(200);
  expect(texts).toContain(example.dialogue.title);
  const batch = example.rounds[0];
  expect(texts).toContain(batch?.experts?.[0]?.role);
  expect(texts).toContain(batch?.tensions?.[0]?.label);
  expect(texts).toContain(batch?.perspectives?.[0]?.content);
});

test('no text of the dialogue is in any file of the demo: database, write-ahead log and keys', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'dialogues.db');
  // While it is open the write-ahead log is there too.
  await using open = await openStore({ path });
  await register(open.dialogues, example);
  const files = filesBelow(folder);
  expect(files.map((file) => file.slice(path.length)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    '',
    '-shm',
    '-wal',
    '.audit/crypto.jsonl',
    '.keys/master.key',
    '.keys/vault/1-founding.epoch',
  ]);
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(50_000);
  for (const file of files) expectNothingIn(file);
});

test('no key is in the database: neither the master key nor what the vault holds', async () => {
  const path = join(temporaryFolder(), 'dialogues.db');
  await store(path);
  const database = readFileSync(path);
  const master = readFileSync(join(keysDirectory(path), 'master.key'));
  expect(master.byteLength).toBe(32);
  const { material } = JSON.parse(readFileSync(join(keysDirectory(path), 'vault', '1-founding.epoch'), 'utf8')) as {
    material: string;
  };
  for (const secret of [master, Buffer.from(material, 'base64url').subarray(0, 32)]) {
    expect(database.includes(secret)).toBe(false);
    expect(database.includes(secret.toString('hex'))).toBe(false);
    expect(database.includes(secret.toString('base64url'))).toBe(false);
  }
});

test('a text that is not sealed would be found', () => {
  const path = join(temporaryFolder(), 'leak.db');
  const database = new Database(path);
  database.exec('CREATE TABLE t (x)');
  database.prepare('INSERT INTO t VALUES (?)').run(example.dialogue.title);
  database.close();
  expect(() => expectNothingIn(path)).toThrow(example.dialogue.title);
});

test('what the demo says of a tampered file shows no text of the dialogue', async () => {
  const path = join(temporaryFolder(), 'dialogues.db');
  await store(path);
  const database = new Database(path);
  // With its digest, so that it comes to the opening of the envelope.
  database
    .prepare("UPDATE records SET envelope = zeroblob(200) WHERE dialogue_id = ? AND key = 'tension#00#01'")
    .run(id);
  database.close();
  for (const args of [[path], [path, '--json']]) {
    const { code, out, err } = await run('verify', args);
    expect(code).toBe(1);
    for (const text of texts) expect(`${out}${err}`.includes(text), text).toBe(false);
  }
});
