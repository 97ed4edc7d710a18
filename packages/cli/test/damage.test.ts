import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStore } from '@colloquy/store-sqlite';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { example, run, storeWithExample } from './support/run.ts';

let cwd = '';
beforeEach(async () => {
  cwd = await storeWithExample();
});

/** Changes the database behind the store's back. */
function tamper(sql: string): void {
  const database = new Database(join(cwd, 'd.db'));
  try {
    expect(database.prepare(sql).run().changes).toBe(1);
  } finally {
    database.close();
  }
}

describe('a record that was changed', () => {
  beforeEach(() => tamper(`UPDATE records SET envelope = zeroblob(length(envelope)) WHERE key LIKE 'tension#00#01%'`));

  test('is found and named by verify, and keeps the dialogue from being shown', async () => {
    const found = await run(['verify'], { cwd });
    expect([found.code, found.err]).toEqual([1, '']);
    expect(found.out).toMatch(/record_changed +tension#00#01/);
    expect(found.out).toMatch(/1 of 1 dialogue damaged: \d findings?\.\n$/);
    expect(JSON.parse((await run(['verify', '--json'], { cwd })).out)).toMatchObject({
      ok: false,
      level: 'keys',
      dialogues: [{ id: 'where-to-store', ok: false }],
    });
    for (const args of [
      ['show', 'where-to-store'],
      ['export', 'where-to-store'],
      ['graph', 'where-to-store'],
      ['scoreboard', 'where-to-store'],
    ]) {
      expect(await run(args, { cwd })).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringMatching(/^integrity_error: [\s\S]*Do not write\./) as string,
      });
    }
  });

  test('is found without keys too, and by doctor', async () => {
    const found = await run(['verify', '--no-keys'], { cwd });
    expect(found.code).toBe(1);
    expect(found.out).toMatch(/tension#00#01/);
    const doctor = await run(['doctor'], { cwd });
    expect(doctor.code).toBe(1);
    expect(doctor.out).toMatch(/^where-to-store {2}damaged\n/);
    expect(await run(['doctor', '--no-keys', '--json'], { cwd })).toMatchObject({
      code: 1,
      out: expect.stringMatching(/"level": "structure"/) as string,
    });
  });
});

test('a sound store has nothing for doctor, and a reattestation is refused', async () => {
  expect(await run(['doctor'], { cwd })).toMatchObject({ code: 0, err: '', out: '1 dialogue: sound.\n' });
  const digest =
    (JSON.parse((await run(['doctor', '--json'], { cwd })).out) as { dialogues: { digest: string }[] }).dialogues[0]
      ?.digest ?? '';
  const reattest = ['doctor', 'where-to-store', '--reattest', digest];
  expect(await run(reattest, { cwd })).toMatchObject({
    code: 2,
    err: expect.stringMatching(/needs a --reason/) as string,
  });
  expect(await run([...reattest, '--reason', 'x'], { cwd })).toMatchObject({
    code: 2,
    err: expect.stringMatching(/give --yes/) as string,
  });
  expect(await run([...reattest, '--reason', 'x', '--yes'], { cwd })).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^invalid_argument: /) as string,
  });
});

test('a torn dialogue is diagnosed, reattested under its digest, and sound again', async () => {
  copyFileSync(join(cwd, 'd.db'), join(cwd, 'before.db'));
  await run(['keys', 'rotate', 'where-to-store'], { cwd });
  // The restore has caught the head of before and everything else of after.
  const database = new Database(join(cwd, 'd.db'));
  database.exec(`ATTACH '${join(cwd, 'before.db')}' AS before;
    DELETE FROM main.heads; INSERT INTO main.heads SELECT * FROM before.heads`);
  database.close();
  expect(await run(['show', 'where-to-store'], { cwd })).toMatchObject({ code: 1 });
  const doctor = await run(['doctor'], { cwd });
  expect(doctor.code).toBe(1);
  expect(doctor.out).toMatch(/^where-to-store {2}torn\n/);
  const digest = /digest ([0-9a-f]{64})/.exec(doctor.out)?.[1] ?? '';
  const wrong = await run(['doctor', 'where-to-store', '--reattest', '0'.repeat(64), '--reason', 'x', '--yes'], {
    cwd,
  });
  expect(wrong).toMatchObject({ code: 6, out: '' });
  expect(
    await run(['doctor', 'where-to-store', '--reattest', digest, '--reason', 'Restored.', '--yes'], { cwd }),
  ).toMatchObject({ code: 0, out: expect.stringMatching(/^where-to-store: accepted by entry \d+\n$/) as string });
  expect(await run(['verify'], { cwd })).toMatchObject({ code: 0 });
});

describe('a database that was put back', () => {
  test('is sound in itself, and contradicts the note, with and without keys', async () => {
    const backend = await openSqliteStore({ path: join(cwd, 'd.db') });
    await backend.backup(join(cwd, 'old.db'));
    await backend.close();
    await run(['keys', 'rotate', 'where-to-store'], { cwd });
    const signed = await run(['checkpoint', '--all', '--name', 'example.org/acme', '--anchor', 'notes', '--json'], {
      cwd,
    });
    const { verifier, checkpoints } = JSON.parse(signed.out) as {
      verifier: string;
      checkpoints: { n: number; note: string; published: boolean }[];
    };
    expect(checkpoints).toMatchObject([{ n: 2, published: true }]);
    writeFileSync(join(cwd, 'pinned.vkey'), `${verifier}\n`);
    writeFileSync(join(cwd, 'd.note'), checkpoints[0]?.note ?? '');
    const anchored = ['--anchor', 'notes', '--key', 'pinned.vkey'];
    const noted = ['where-to-store', '--note', 'd.note', '--key', verifier];
    for (const args of [
      ['verify', ...anchored],
      ['verify', ...noted],
      ['verify', '--no-keys', ...noted],
      ['doctor', ...anchored],
    ]) {
      expect(await run(args, { cwd })).toMatchObject({ code: 0, err: '' });
    }
    expect((await run(['checkpoint', '--all', '--anchor', 'notes'], { cwd })).out).toMatch(/was kept already\n$/);

    const env = { COLLOQUY_SQLITE_PATH: 'old.db' };
    expect(await run(['verify'], { cwd, env })).toMatchObject({ code: 0 });
    for (const args of [
      ['verify', ...anchored],
      ['verify', ...noted],
      ['verify', '--no-keys', ...noted],
    ]) {
      expect(await run(args, { cwd, env })).toMatchObject({
        code: 1,
        out: expect.stringMatching(/note_truncated/) as string,
      });
    }
    expect(await run(['doctor', ...anchored], { cwd, env })).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^where-to-store {2}rolled_back\n/) as string,
    });
    // The signing key was made after the copy.
    expect(await run(['checkpoint', '--all', '--anchor', 'notes'], { cwd, env })).toMatchObject({
      code: 5,
      err: expect.stringMatching(/^key_missing: /) as string,
    });
    const other = ['--key', 'example.org/acme+31ebc36f+AaJXBtQhve0de7bYBG1LXSd1lsAzZZTEbCUT/7f8QENW'];
    expect(await run(['verify', 'where-to-store', '--note', 'd.note', ...other], { cwd })).toMatchObject({
      code: 1,
      out: expect.stringMatching(/note_untrusted/) as string,
    });
  });
});

describe('files that are no store', () => {
  test.each([
    ['a truncated file', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 8192)), 1],
    ['another file', (path: string) => writeFileSync(path, 'x'.repeat(5000)), 8],
  ])('%s', async (_, spoil, code) => {
    spoil(join(cwd, 'd.db'));
    const before = readFileSync(join(cwd, 'd.db'));
    for (const args of [
      ['show', 'where-to-store'],
      ['import', example],
      ['verify', '--no-keys'],
    ]) {
      const outcome = await run(args, { cwd });
      expect(outcome).toMatchObject({ code, out: '' });
      expect(outcome.err).toMatch(/^(database_corrupt|not_a_database): /);
    }
    expect(readFileSync(join(cwd, 'd.db'))).toEqual(before);
  });
});
