import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import { chmod, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { LocalFileKeyProvider } from '../../../src/keys/local/LocalFileKeyProvider.ts';
import { filesOf, temporaryFolder } from './support/folders.ts';

const storeId = '0123456789abcdef0123456789abcdef';
const key = Uint8Array.from({ length: 32 }, (_, at) => (at * 37 + 200) % 256);

afterEach(() => {
  vi.restoreAllMocks();
});

/** A directory whose key file holds these bytes. */
async function keyDirectory(content: Uint8Array | string = key, fileMode = 0o600, mode = 0o700): Promise<string> {
  const directory = join(await temporaryFolder(), 'keys');
  await mkdir(directory, { mode: 0o700 });
  await writeFile(join(directory, 'master.key'), content);
  await chmod(join(directory, 'master.key'), fileMode);
  await chmod(directory, mode);
  return directory;
}

/** Every call refuses alike, and none of them replaces what is there. */
async function expectRefusal(directory: string, code: string, message: RegExp): Promise<void> {
  const provider = new LocalFileKeyProvider({ directory });
  const refused = { code, message: expect.stringMatching(message) as string };
  await expect(provider.masterKeyId(storeId)).rejects.toMatchObject(refused);
  await expect(provider.createEpoch({ storeId, tenant: 't', epoch: 1 })).rejects.toMatchObject(refused);
  if (code !== 'key_missing') await expect(provider.createMasterKey()).rejects.toMatchObject(refused);
}

describe('what a key file holds', () => {
  test('32 raw bytes: the ids and keys that a second implementation has computed', async () => {
    const provider = new LocalFileKeyProvider({ directory: await keyDirectory() });
    expect(await provider.masterKeyId(storeId)).toBe('81c816207c467b2d2327908ce2dbcb68');
    const scope = { storeId, tenant: 'acme', epoch: 3 };
    const material = Buffer.concat([Buffer.alloc(32, 7), Buffer.from('89439a613394b9e16cd26c849fe0608d', 'hex')]);
    const lease = await provider.openEpoch(scope, material);
    expect(lease.kekId).toBe('89439a613394b9e16cd26c849fe0608d');
    expect(lease.key.export().toString('hex')).toBe('fea7b83f549929be1c43c51df38df3b2ccc19b71342ab08832279d9df4432629');
  });

  const hex = Buffer.from(key).toString('hex');
  const base64 = Buffer.from(key).toString('base64');
  test.each<readonly [string, Uint8Array | string, RegExp]>([
    ['nothing', '', /has 0 bytes/],
    ['31 bytes', key.slice(1), /has 31 bytes/],
    ['33 bytes', Uint8Array.of(...key, 1), /has 33 bytes\./],
    ['a trailing newline', Uint8Array.of(...key, 0x0a), /trailing newline/],
    ['64 hexadecimal digits', hex, /64 bytes and looks like text: hexadecimal/],
    ['the same with a newline', `${hex}\n`, /65 bytes and looks like text: hexadecimal/],
    ['the same in upper case with CRLF', `${hex.toUpperCase()}\r\n`, /looks like text: hexadecimal/],
    ['44 characters of base64', base64, /44 bytes and looks like text: base64/],
    ['base64url', Buffer.from(key).toString('base64url'), /43 bytes and looks like text: base64/],
    ['32 hexadecimal digits, half a key', hex.slice(0, 32), /32 bytes and looks like text: hexadecimal/],
    ['a passphrase of 32 characters', 'correct horse battery staple 32!', /32 bytes and looks like text/],
    ['32 zero bytes', new Uint8Array(32), /one byte value/],
    ['a kilobyte', new Uint8Array(1024).fill(200), /128 bytes or more/],
  ])('%s is key_file_malformed, and the file stays', async (_what, content, message) => {
    const directory = await keyDirectory(content);
    const before = await filesOf(directory);
    await expectRefusal(directory, 'key_file_malformed', message);
    expect(await filesOf(directory)).toEqual(before);
  });
});

describe('what the path of a key file leads to', () => {
  test('nothing: key_missing, for the file and for its directory', async () => {
    const folder = await temporaryFolder();
    await expectRefusal(join(folder, 'absent'), 'key_missing', /restore it/);
    await mkdir(join(folder, 'keys'), { mode: 0o700 });
    await expectRefusal(join(folder, 'keys'), 'key_missing', /restore it/);
    expect(await filesOf(folder)).toEqual(new Map());
  });

  test('a link, to a sound key or to nothing', async () => {
    const directory = await keyDirectory();
    await rename(join(directory, 'master.key'), join(directory, 'elsewhere'));
    await symlink('elsewhere', join(directory, 'master.key'));
    await expectRefusal(directory, 'key_file_unsafe', /symbolic link/);
    const dangling = await keyDirectory();
    await rename(join(dangling, 'master.key'), join(dangling, 'elsewhere'));
    await symlink('nowhere', join(dangling, 'master.key'));
    await expectRefusal(dangling, 'key_file_unsafe', /symbolic link/);
  });

  test.each(['', '/', '/.', '//'])('a link in place of the directory, written with "%s" behind it', async (behind) => {
    const directory = await keyDirectory();
    await symlink(directory, `${directory}-link`);
    await expectRefusal(`${directory}-link${behind}`, 'key_file_unsafe', /symbolic link/);
  });

  test('a directory', async () => {
    const directory = join(await temporaryFolder(), 'keys');
    await mkdir(join(directory, 'master.key'), { recursive: true, mode: 0o700 });
    await expectRefusal(directory, 'key_file_unsafe', /not a regular file/);
  });

  test('a file in place of the directory', async () => {
    const file = join(await temporaryFolder(), 'keys');
    await writeFile(file, key, { mode: 0o600 });
    await expectRefusal(file, 'key_file_unsafe', /not a directory/);
  });

  test('a named pipe, without waiting for its other end', async () => {
    const directory = join(await temporaryFolder(), 'keys');
    await mkdir(directory, { mode: 0o700 });
    execFileSync('mkfifo', ['-m', '600', join(directory, 'master.key')]);
    await expectRefusal(directory, 'key_file_unsafe', /not a regular file/);
  });

  test('a socket', async () => {
    const directory = join(await temporaryFolder(), 'keys');
    await mkdir(directory, { mode: 0o700 });
    const server = createServer();
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => {
      server.listen(join(directory, 'master.key'), resolve);
    });
    await chmod(join(directory, 'master.key'), 0o600);
    await expectRefusal(directory, 'key_file_unsafe', /not a regular file/);
  });
});

describe('who may read a key file', () => {
  test('a directory that is replaced while its file is opened', async () => {
    const directory = await keyDirectory();
    const user = process.geteuid?.() ?? 0;
    // Asked for the directory, then for the opened file: this is when somebody puts another directory in place.
    vi.spyOn(process, 'geteuid')
      .mockReturnValueOnce(user)
      .mockImplementationOnce(() => {
        renameSync(directory, `${directory}-before`);
        mkdirSync(directory, { mode: 0o700 });
        return user;
      });
    await expect(new LocalFileKeyProvider({ directory }).masterKeyId(storeId)).rejects.toMatchObject({
      code: 'key_file_unsafe',
      message: expect.stringMatching(/was replaced/) as string,
    });
  });

  test.each([0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644, 0o666, 0o777])('mode %o of the file', async (mode) => {
    await expectRefusal(await keyDirectory(key, mode), 'key_file_unsafe', /master\.key is open.*chmod 0600/);
  });

  test.each([0o750, 0o705, 0o710, 0o701, 0o720, 0o702, 0o755, 0o1777])('mode %o of the directory', async (mode) => {
    await expectRefusal(await keyDirectory(key, 0o600, mode), 'key_file_unsafe', /keys is open.*chmod 0700/);
  });

  test.each([0o600, 0o400])('mode %o of the file is fine', async (mode) => {
    const provider = new LocalFileKeyProvider({ directory: await keyDirectory(key, mode) });
    expect(await provider.masterKeyId(storeId)).toMatch(/^[0-9a-f]{32}$/);
  });

  test('another owner than the effective user, of directory or file', async () => {
    const directory = await keyDirectory();
    const user = process.geteuid?.() ?? 0;
    // The directory is looked at first, then the file, then the directory once more.
    const geteuid = vi.spyOn(process, 'geteuid').mockReturnValue(user + 1);
    await expectRefusal(directory, 'key_file_unsafe', /keys belongs to user/);
    geteuid.mockReset();
    geteuid.mockReturnValueOnce(user).mockReturnValue(user + 1);
    await expect(new LocalFileKeyProvider({ directory }).masterKeyId(storeId)).rejects.toMatchObject({
      code: 'key_file_unsafe',
      message: expect.stringMatching(/master\.key belongs to user/) as string,
    });
  });
});

describe('making a key file', () => {
  test('directory 0700 and file 0600 whatever the umask; never a second key', async () => {
    const folder = await temporaryFolder();
    const directory = join(folder, 'a', 'b', 'keys');
    const script = `
      import { LocalFileKeyProvider } from '@colloquy/core';
      import { statSync } from 'node:fs';
      process.umask(0o000);
      const directory = ${JSON.stringify(directory)};
      await new LocalFileKeyProvider({ directory }).createMasterKey();
      const { mode, size, nlink } = statSync(directory + '/master.key');
      console.log((statSync(directory).mode & 0o7777).toString(8), (mode & 0o7777).toString(8), size, nlink);`;
    const run = (): string =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: import.meta.dirname,
        encoding: 'utf8',
      });
    expect(run()).toBe('700 600 32 1\n');
    const before = await filesOf(folder);
    expect(run()).toBe('700 600 32 1\n');
    expect(await filesOf(folder)).toEqual(before);
    expect([...before.keys()]).toEqual([join('a', 'b', 'keys', 'master.key')]);
  });

  test('eight providers at once agree', async () => {
    const directory = join(await temporaryFolder(), 'keys');
    const ids = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const provider = new LocalFileKeyProvider({ directory });
        await provider.createMasterKey();
        return provider.masterKeyId(storeId);
      }),
    );
    expect(new Set(ids).size).toBe(1);
    expect([...(await filesOf(directory)).keys()]).toEqual(['master.key']);
  });

  test('what an interrupted creation left is removed when there is a key, and nothing else is', async () => {
    const directory = await keyDirectory();
    const left = '.master.key.0123456789abcdef.tmp';
    const others = ['.master.key.tmp', '.other.key.0123456789abcdef.tmp', 'master.key.bak', `x${left}`];
    for (const name of [left, ...others]) await writeFile(join(directory, name), 'left', { mode: 0o600 });
    await new LocalFileKeyProvider({ directory }).masterKeyId(storeId);
    expect(new Set((await filesOf(directory)).keys())).toEqual(new Set(['master.key', ...others]));
  });

  test('a directory that is open to others is not closed by itself', async () => {
    const directory = join(await temporaryFolder(), 'keys');
    await mkdir(directory);
    await chmod(directory, 0o755);
    await expect(new LocalFileKeyProvider({ directory }).createMasterKey()).rejects.toMatchObject({
      code: 'key_file_unsafe',
    });
    expect(await filesOf(directory)).toEqual(new Map());
  });
});
