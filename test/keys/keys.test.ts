import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createLocalKeys, MemoryStoreHeader } from '@colloquy/core';
import { expect, onTestFinished, test } from 'vitest';

const script = resolve(import.meta.dirname, '../../scripts/keys.ts');

function run(
  folder: string,
  ...parameters: readonly string[]
): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, INIT_CWD: folder, NODE_NO_WARNINGS: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...parameters], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-keys-script-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('creates once, checks, and prints the ids that a store has', async () => {
  const folder = temporaryFolder();
  expect(run(folder, 'check', 'keys')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^key_missing: /) as string,
  });
  expect(run(folder, 'create', 'keys')).toMatchObject({ status: 0, stderr: '' });
  const key = readFileSync(join(folder, 'keys', 'master.key'));
  expect(key).toHaveLength(32);
  expect(run(folder, 'create', 'keys')).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(join(folder, 'keys', 'master.key'))).toEqual(key);

  const header = new MemoryStoreHeader();
  const { keyring } = await createLocalKeys({ directory: join(folder, 'keys'), header, tenant: 'acme' });
  const { umkId } = JSON.parse(Buffer.from((await header.read()) ?? []).toString()) as { umkId: string };
  const checked = run(folder, 'check', 'keys', keyring.storeId);
  expect(checked).toEqual({
    status: 0,
    stdout:
      `key file: sound, umkId ${umkId} in store ${keyring.storeId}\nvault: 1 tenants\n` +
      `tenant acme, epoch 1: kekId ${(await keyring.kek(1)).kekId}\n`,
    stderr: '',
  });
});

test('never makes a key where there is a vault, and says what is wrong', async () => {
  const folder = temporaryFolder();
  await createLocalKeys({ directory: join(folder, 'keys'), header: new MemoryStoreHeader(), tenant: 'acme' });
  chmodSync(join(folder, 'keys', 'master.key'), 0o644);
  for (const command of ['create', 'check']) {
    expect(run(folder, command, 'keys')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^key_file_unsafe: /) as string,
    });
  }
  rmSync(join(folder, 'keys', 'master.key'));
  expect(run(folder, 'create', 'keys')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^key_missing: /) as string,
  });
  expect(readdirSync(join(folder, 'keys'))).toEqual(['vault']);
});

test.each([[], ['create'], ['destroy', 'keys'], ['create', 'keys', 'more'], ['check', 'keys', 'STOREID']])(
  'usage for %j %j %j',
  (...parameters: readonly string[]) => {
    const folder = temporaryFolder();
    expect(run(folder, ...parameters)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/create DIR/) as string,
    });
    expect(readdirSync(folder)).toEqual([]);
  },
);
