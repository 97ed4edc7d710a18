import { chmodSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalKeys, MemoryStoreHeader } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { run, storeWithExample, strangeStoreWithExample, temporaryFolder } from './support/run.ts';

describe('a directory of keys', () => {
  test('is made once, checked, and the ids are those of the store', async () => {
    const cwd = temporaryFolder();
    expect(await run(['keys', 'check', 'keys'], { cwd })).toMatchObject({
      code: 5,
      out: '',
      err: expect.stringMatching(/^key_missing: /) as string,
    });
    const made = await run(['keys', 'create', 'keys'], { cwd });
    expect(made).toMatchObject({ code: 0, err: '' });
    const key = readFileSync(join(cwd, 'keys/master.key'));
    expect(key).toHaveLength(32);
    expect(await run(['keys', 'create', 'keys'], { cwd })).toEqual(made);
    expect(readFileSync(join(cwd, 'keys/master.key'))).toEqual(key);

    const header = new MemoryStoreHeader();
    const { keyring } = await createLocalKeys({ directory: join(cwd, 'keys'), header, tenant: 'acme' });
    const { umkId } = JSON.parse(Buffer.from((await header.read()) ?? []).toString()) as { umkId: string };
    const { kekId } = await keyring.kek(1);
    expect(await run(['keys', 'check', 'keys', keyring.storeId], { cwd })).toMatchObject({
      code: 0,
      err: '',
      out: `  key file              sound, umkId ${umkId}\n  vault                 1 tenants\n  tenant acme, epoch 1  kekId ${kekId}\n`,
    });
    expect(JSON.parse((await run(['keys', 'check', 'keys', '--json'], { cwd })).out)).toMatchObject({
      tenants: ['acme'],
      epochs: [{ tenant: 'acme', epoch: 1, kekId }],
    });
    expect(await run(['keys', 'check', 'keys', 'STOREID'], { cwd })).toMatchObject({ code: 2, out: '' });
  });

  test('a key is never made where there is a vault, and it is said what is wrong', async () => {
    const cwd = temporaryFolder();
    await createLocalKeys({ directory: join(cwd, 'keys'), header: new MemoryStoreHeader(), tenant: 'acme' });
    chmodSync(join(cwd, 'keys/master.key'), 0o644);
    for (const command of ['create', 'check']) {
      expect(await run(['keys', command, 'keys'], { cwd })).toMatchObject({
        code: 5,
        out: '',
        err: expect.stringMatching(/^key_file_unsafe: /) as string,
      });
    }
    rmSync(join(cwd, 'keys/master.key'));
    expect(await run(['keys', 'create', 'keys'], { cwd })).toMatchObject({
      code: 5,
      err: expect.stringMatching(/^key_missing: /) as string,
    });
    expect(readdirSync(join(cwd, 'keys'))).toEqual(['vault']);
  });
});

describe('keys of a store', () => {
  test('check, rotate, reseal, a new epoch, rewrap, destroy: and everything still verifies', async () => {
    const cwd = await storeWithExample();
    const checked = await run(['keys', 'check'], { cwd });
    expect(checked).toMatchObject({
      code: 0,
      out: expect.stringMatching(/epoch 1 +opens, kekId [0-9a-f]{32}\n/) as string,
    });
    expect(await run(['keys', 'rotate', 'where-to-store'], { cwd })).toMatchObject({
      code: 0,
      err: '',
      out: 'id              n  keyVersion\nwhere-to-store  2  2\n',
    });
    const resealed = await run(['keys', 'reseal', '--all', '--ndjson'], { cwd });
    const events = resealed.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.at(0)).toEqual({ event: 'progress', dialogueId: 'where-to-store', done: 0, total: 35 });
    expect(events.at(-1)).toEqual({
      event: 'result',
      dialogues: [{ dialogueId: 'where-to-store', n: 4, records: 35, commits: 2, retired: [1] }],
    });
    expect(await run(['keys', 'add-epoch'], { cwd })).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^epoch 2, kekId [0-9a-f]{32}\n$/) as string,
    });
    expect(await run(['keys', 'destroy-epoch', '1', '--yes'], { cwd })).toMatchObject({
      code: 4,
      out: '',
      err: expect.stringMatching(/^epoch_in_use: [\s\S]*rewrap --all/) as string,
    });
    expect(await run(['checkpoint', 'where-to-store', '--name', 'example.org/acme'], { cwd })).toMatchObject({
      code: 0,
    });
    expect(JSON.parse((await run(['keys', 'rewrap', '--all', '--json'], { cwd })).out)).toMatchObject({
      dialogues: [{ dialogueId: 'where-to-store', epoch: 2 }],
    });
    const destroyed = await run(['keys', 'destroy-epoch', '1', '--yes', '--certificate', 'epoch.json'], { cwd });
    expect(destroyed).toMatchObject({ code: 0, out: 'epoch 1 is destroyed; certificate in epoch.json\n' });
    expect(JSON.parse(readFileSync(join(cwd, 'epoch.json'), 'utf8'))).toMatchObject({
      certificate: 'colloquy/v1/epoch-destruction',
      epoch: 1,
    });
    expect(await run(['verify'], { cwd })).toMatchObject({
      code: 0,
      out: expect.stringMatching(/1 dialogue verified: no finding\.\n$/) as string,
    });
  });

  test('erase asks, or needs --yes; then it is for good, and the certificate says so', async () => {
    const cwd = await storeWithExample();
    const asked = await run(['keys', 'erase', 'where-to-store'], { cwd, input: 'where-to-store\n' });
    expect(asked).toMatchObject({
      code: 2,
      out: '',
      err: 'Dialogue where-to-store will be erased. It cannot be undone: give --yes. Nothing was done.\nTry colloquy --help.\n',
    });
    expect(await run(['show', 'where-to-store'], { cwd })).toMatchObject({ code: 0 });
    expect(
      await run(['keys', 'erase', 'where-to-store', '--yes', '--copies-expire', '2027-02-30'], { cwd }),
    ).toMatchObject({ code: 2, out: '' });
    const erased = await run(['keys', 'erase', 'where-to-store', '--yes', '--copies-expire', '2027-12-31'], { cwd });
    expect(erased.code).toBe(0);
    expect(JSON.parse(erased.out)).toMatchObject({
      certificate: 'colloquy/v1/erasure',
      dialogueId: 'where-to-store',
      tenant: 'acme',
    });
    expect(erased.out).toContain('2027-12-31');
    expect(await run(['show', 'where-to-store'], { cwd })).toMatchObject({
      code: 4,
      out: '',
      err: expect.stringMatching(/^key_erased: /) as string,
    });
    expect((await run(['list'], { cwd })).out).toMatch(/^where-to-store {2}erased/m);
    expect(await run(['verify'], { cwd })).toMatchObject({ code: 0 });
    expect(await run(['keys', 'reseal', '--all'], { cwd })).toMatchObject({ code: 0, err: '' });
  });

  test('destroying needs --yes too, and is asked before anything is destroyed', async () => {
    const cwd = await storeWithExample();
    await run(['keys', 'add-epoch'], { cwd });
    await run(['keys', 'rewrap', '--all'], { cwd });
    expect(await run(['keys', 'destroy-epoch', '1'], { cwd, input: '1\n' })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/give --yes\. Nothing was done\./) as string,
    });
    expect((await run(['keys', 'check'], { cwd })).out).toMatch(/epoch 1 +opens/);
  });

  test.each([
    ['key_missing', (cwd: string) => rmSync(join(cwd, 'colloquy-keys/master.key'))],
    ['vault_missing', (cwd: string) => rmSync(join(cwd, 'colloquy-keys/vault'), { recursive: true })],
    ['key_file_unsafe', (cwd: string) => chmodSync(join(cwd, 'colloquy-keys/master.key'), 0o644)],
  ])('%s: nothing is made, nothing is shown, and it is said what to do', async (code, spoil) => {
    const cwd = await storeWithExample();
    spoil(cwd);
    const before = readdirSync(join(cwd, 'colloquy-keys'), { recursive: true });
    for (const args of [['show', 'where-to-store'], ['list'], ['verify'], ['init'], ['keys', 'check']]) {
      const outcome = await run(args, { cwd });
      expect(outcome).toMatchObject({ code: 5, out: '' });
      expect(outcome.err).toMatch(new RegExp(`^${code}: .*(\n {2,}.*)+\n$`));
    }
    expect(readdirSync(join(cwd, 'colloquy-keys'), { recursive: true })).toEqual(before);
    expect(await run(['verify', '--no-keys'], { cwd })).toMatchObject({ code: 0, err: '' });
  });

  test('wrong_key: the key of another store', async () => {
    const cwd = await storeWithExample();
    const other = await strangeStoreWithExample();
    rmSync(join(cwd, 'colloquy-keys'), { recursive: true });
    renameSync(join(other, 'colloquy-keys'), join(cwd, 'colloquy-keys'));
    expect(await run(['show', 'where-to-store', '--json'], { cwd })).toMatchObject({
      code: 5,
      out: '',
      err: expect.stringMatching(/^\{"error":\{"code":"wrong_key"/) as string,
    });
  });
});
