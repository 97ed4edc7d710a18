import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStore } from '@colloquy/store-sqlite';
import { beforeAll, describe, expect, test } from 'vitest';
import { keysDirectory } from '../src/store/databasePath.ts';
import { openStore } from '../src/store/openStore.ts';
import { run } from './support/run.ts';
import { id } from './support/stored.ts';
import { copyKeys } from './support/keys.ts';
import { copied, intrude, originals, other, type Intruder } from './support/tamper.ts';
import { sharedFolder, temporaryFolder } from './support/temporary.ts';

const original = join(sharedFolder(), 'original.db');
beforeAll(async () => {
  await originals(original);
});

function tampered(tamper: (intruder: Intruder) => void): string {
  const path = copied(original, join(temporaryFolder(), 'tampered.db'));
  intrude(path, tamper);
  return path;
}

function copiedWithoutKeys(): string {
  const path = join(temporaryFolder(), 'copy.db');
  copyFileSync(original, path);
  return path;
}

const removeOne = (file: Intruder): void =>
  file.change('DELETE FROM records WHERE dialogue_id = ? AND key = ?', id, 'tension#00#01');

const putOnOther = (file: Intruder): void => file.put(other, 'dialogue#meta', file.row(id, 'dialogue#meta'));

describe('npm run verify', () => {
  test('a sound file: every dialogue, exit code 0', async () => {
    const { code, out, err } = await run('verify', [original]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^another-dialogue {2}n = 1, 1 commit, \d+ records; no finding$/m);
    expect(out).toMatch(/^rfc-0058-supersession {2}n = 7, 7 commits, \d+ records; no finding$/m);
    expect(out).toMatch(/^2 dialogues verified: no finding\.$/m);
  });

  test('a removed row: kind, key, entry, message; exit code 1', async () => {
    const { code, out, err } = await run('verify', [tampered(removeOne)]);
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/^rfc-0058-supersession .*; 1 finding$/m);
    expect(out).toMatch(
      /^ {2}record_missing {2}tension#00#01 {2}n = 3 {2}tension#00#01, written by entry 3, is missing\.$/m,
    );
    expect(out).toMatch(/^another-dialogue .*; no finding$/m);
    expect(out).toMatch(/^1 of 2 dialogues damaged: 1 finding\.$/m);
  });

  test('--json: the same for programs', async () => {
    const path = tampered((file) => {
      removeOne(file);
      putOnOther(file);
    });
    const { code, out } = await run('verify', [path, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      file: path,
      ok: false,
      dialogues: [
        { id: other, ok: false, n: 1, findings: [{ kind: 'record_changed', key: 'dialogue#meta', n: 1 }] },
        { id, ok: false, n: 7, entries: 7, findings: [{ kind: 'record_missing', key: 'tension#00#01', n: 3 }] },
      ],
    });
  });

  test('rows under a hostile name are a finding, shown harmlessly', async () => {
    const name = '\u001b[2J\u202enot-an-id';
    const path = tampered((file) =>
      file.change(
        'INSERT INTO records SELECT ?, key, digest, attributes, envelope FROM records WHERE dialogue_id = ? AND key = ?',
        name,
        id,
        'tension#00#01',
      ),
    );
    const text = await run('verify', [path]);
    expect(text.code).toBe(1);
    expect(text.out).toMatch(/^[\n -~]*$/);
    expect(text.out).toContain(String.raw`\x1b[2J\u{202e}not-an-id`);
    expect(text.out).toMatch(/invalid_dialogue_id/);
    const json = await run('verify', [path, '--json']);
    expect(json.out).toMatch(/^[\n -~]*$/);
    expect(JSON.parse(json.out)).toMatchObject({
      dialogues: [{ id: name, findings: [{ kind: 'invalid_dialogue_id' }] }, { ok: true }, { ok: true }],
    });
  });

  test('a store without a dialogue is sound', async () => {
    const path = join(temporaryFolder(), 'empty.db');
    await using store = await openStore({ path });
    const { code, out } = await run('verify', [path]);
    expect(code).toBe(0);
    expect(out).toMatch(/^0 dialogues verified: no finding\.$/m);
    expect(await store.backend.dialogueIds()).toEqual([]);
  });

  test('--keys names where the keys lie', async () => {
    const path = copiedWithoutKeys();
    const { code } = await run('verify', [path, '--keys', keysDirectory(original)]);
    expect(code).toBe(0);
    expect(existsSync(keysDirectory(path))).toBe(false);
  });

  test('a relative path starts where the person stands, under npm too', async () => {
    const folder = temporaryFolder();
    copied(original, join(folder, 'here.db'));
    expect((await run('verify', ['here.db'], { cwd: folder })).code).toBe(0);
    const npm = { npm_lifecycle_event: 'verify', INIT_CWD: folder };
    expect((await run('verify', ['here.db'], { cwd: temporaryFolder(), env: npm })).code).toBe(0);
  });
});

describe('what cannot be opened: exit code 2, nothing made, nothing changed', () => {
  test('a database whose keys are gone: said so, and none are made', async () => {
    const path = copiedWithoutKeys();
    const { code, out, err } = await run('verify', [path]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^key_missing: /);
    expect(existsSync(keysDirectory(path))).toBe(false);
  });

  test('a database with the keys of another: wrong_key', async () => {
    const path = copiedWithoutKeys();
    const stranger = join(temporaryFolder(), 'stranger.db');
    await (await openStore({ path: stranger }))[Symbol.asyncDispose]();
    copyKeys(stranger, path);
    const { code, err } = await run('verify', [path]);
    expect(code).toBe(2);
    expect(err).toMatch(/^wrong_key: /);
  });

  test('a database that no store was set up in', async () => {
    const path = join(temporaryFolder(), 'bare.db');
    await (await openSqliteStore({ path })).close();
    const { code, err } = await run('verify', [path]);
    expect(code).toBe(2);
    expect(err).toMatch(/^store_not_set_up: /);
  });

  test('a path where nothing is', async () => {
    const path = join(temporaryFolder(), 'nowhere.db');
    const { code, out, err } = await run('verify', [path]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^cannot_open: There is no file /);
    expect(existsSync(path)).toBe(false);
  });

  test('a folder', async () => {
    const path = join(temporaryFolder(), 'folder');
    mkdirSync(path);
    const { code, err } = await run('verify', [path]);
    expect(code).toBe(2);
    expect(err).toMatch(/^cannot_open: .*folder/);
  });

  test.each([
    ['a text file', 'notes and more notes\n'.repeat(100), 'not_a_database'],
    ['an empty file', '', 'schema_missing'],
  ])('%s', async (_name, content, expected) => {
    const path = join(temporaryFolder(), 'notes.txt');
    writeFileSync(path, content);
    const { code, err } = await run('verify', [path]);
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`^${expected}: `));
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  test.each([[[]], [['a.db', 'b.db']], [['--nope', 'a.db']]])('misuse %j: usage', async (args) => {
    const { code, out, err } = await run('verify', args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('npm run verify -- FILE');
  });
});
