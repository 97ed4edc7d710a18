import { chmod, copyFile, mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeEpochFile, encodeEpochFile, maxEpochFile } from '../../../src/keys/local/epochFile.ts';
import { epochFileName, parseEpochFileName } from '../../../src/keys/local/epochFileName.ts';
import { FileKeyVault } from '../../../src/keys/local/FileKeyVault.ts';
import { createLocalKeys, openLocalKeys } from '../../../src/keys/local/localKeys.ts';
import { filesOf, temporaryFolder } from './support/folders.ts';
import { epochFile, storeIn } from './support/store.ts';

const material = Uint8Array.from({ length: 48 }, (_, at) => at * 5);
const place = { tenant: 'acme', epoch: 1 };

async function vaultIn(): Promise<{ directory: string; file: string; vault: FileKeyVault }> {
  const directory = join(await temporaryFolder(), 'vault');
  const vault = new FileKeyVault({ directory });
  await vault.putIfAbsent(place.tenant, place.epoch, material);
  return { directory, file: join(directory, '1-acme.epoch'), vault };
}

describe('a file of the vault', () => {
  test('its bytes, with the checksum that a second implementation has computed', () => {
    expect(Buffer.from(encodeEpochFile({ ...place, material })).toString()).toBe(
      '{"checksum":"da208f13d78f5b867e83a2594fdff8355d681b9547b9919ad478d693c6588d49","epoch":1,"material":"AAUKDxQZHiMoLTI3PEFGS1BVWl9kaW5zeH2Ch4yRlpugpaqvtLm-w8jN0tfc4ebr","tenant":"acme","v":1}',
    );
  });

  test('the longest fits what is read', () => {
    const longest = { tenant: 'x'.repeat(64), epoch: 2 ** 31 - 1, material: new Uint8Array(1024).fill(255) };
    const bytes = encodeEpochFile(longest);
    expect(bytes.byteLength).toBeLessThan(maxEpochFile);
    expect(decodeEpochFile(bytes, longest)).toEqual(longest.material);
  });

  test('every flipped bit, every cut and every added byte is seen', () => {
    const bytes = encodeEpochFile({ ...place, material });
    for (let at = 0; at < bytes.length * 8; at++) {
      const flipped = bytes.slice();
      flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
      expect(decodeEpochFile(flipped, place), `bit ${at}`).toBeUndefined();
    }
    for (let length = 0; length < bytes.length; length++) {
      expect(decodeEpochFile(bytes.slice(0, length), place), `${length} bytes`).toBeUndefined();
    }
    for (const more of [0, 0x0a, 0x20]) expect(decodeEpochFile(Uint8Array.of(...bytes, more), place)).toBeUndefined();
    expect(decodeEpochFile(bytes, place)).toEqual(material);
  });

  test('damage is integrity_error, absence is not', async () => {
    const { directory, file, vault } = await vaultIn();
    await truncate(file, 20);
    for (const call of [() => vault.get('acme', 1), () => vault.putIfAbsent('acme', 1, material)]) {
      await expect(call()).rejects.toMatchObject({ code: 'integrity_error', context: { tenant: 'acme', epoch: 1 } });
    }
    await truncate(file, 0);
    await expect(vault.get('acme', 1)).rejects.toMatchObject({ code: 'integrity_error' });
    expect(await vault.get('acme', 2)).toBeUndefined();
    expect(await new FileKeyVault({ directory: join(directory, 'absent') }).get('acme', 1)).toBeUndefined();
  });

  test('one that was renamed to another tenant or epoch is integrity_error', async () => {
    const { directory, file, vault } = await vaultIn();
    await copyFile(file, join(directory, '2-acme.epoch'));
    await copyFile(file, join(directory, '1-b.epoch'));
    await expect(vault.get('acme', 2)).rejects.toMatchObject({ code: 'integrity_error' });
    await expect(vault.get('b', 1)).rejects.toMatchObject({ code: 'integrity_error' });
    expect(await vault.get('acme', 1)).toEqual(material);
  });

  test('opening tells damage from absence and from a wrong key', async () => {
    const folder = await temporaryFolder();
    await createLocalKeys(storeIn(folder));
    const file = join(folder, epochFile);
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(1));
    for (const open of [openLocalKeys, createLocalKeys]) {
      await expect(open(storeIn(folder))).rejects.toMatchObject({ code: 'integrity_error' });
    }
    await writeFile(file, encodeEpochFile({ ...place, material }));
    await expect(openLocalKeys(storeIn(folder))).rejects.toMatchObject({ code: 'wrong_key' });
    await writeFile(file, encodeEpochFile({ ...place, material: material.slice(1) }));
    await expect(openLocalKeys(storeIn(folder))).rejects.toMatchObject({ code: 'wrong_key' });
    await writeFile(file, whole);
    expect((await (await openLocalKeys(storeIn(folder))).keyring.newest()).epoch).toBe(1);
  });
});

describe('who may read the vault', () => {
  test.each([0o644, 0o620, 0o601])('mode %o of a file', async (mode) => {
    const { file, vault } = await vaultIn();
    await chmod(file, mode);
    await expect(vault.get('acme', 1)).rejects.toMatchObject({ code: 'key_file_unsafe', context: { path: file } });
    await expect(vault.putIfAbsent('acme', 1, material)).rejects.toMatchObject({ code: 'key_file_unsafe' });
  });

  test.each([0o755, 0o720, 0o701])('mode %o of the directory', async (mode) => {
    const { directory, vault } = await vaultIn();
    await chmod(directory, mode);
    const calls = [
      () => vault.get('acme', 1),
      () => vault.epochs('acme'),
      () => vault.tenants(),
      () => vault.putIfAbsent('b', 1, material),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'key_file_unsafe' });
    expect([...(await filesOf(directory)).keys()]).toEqual(['1-acme.epoch']);
  });

  test('links, of a file and of the directory', async () => {
    const { directory, file, vault } = await vaultIn();
    await symlink(file, join(directory, '2-acme.epoch'));
    await expect(vault.get('acme', 2)).rejects.toMatchObject({ code: 'key_file_unsafe' });
    await symlink(directory, `${directory}-link`);
    const linked = new FileKeyVault({ directory: `${directory}-link/` });
    const calls = [
      () => linked.get('acme', 1),
      () => linked.epochs('acme'),
      () => linked.putIfAbsent('b', 1, material),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({ code: 'key_file_unsafe' });
    }
    expect(await vault.epochs('b')).toEqual([]);
  });
});

describe('names of files', () => {
  test('apart on a file system that ignores case, short enough, never special, and there and back', () => {
    const tenants = [
      'a',
      'A',
      '_41',
      '-',
      '.',
      '..',
      '~',
      'nul',
      'con.txt',
      '_',
      '__',
      'x'.repeat(64),
      'X'.repeat(64),
      '.'.repeat(64),
    ];
    const names = new Set<string>();
    for (const tenant of tenants) {
      for (const epoch of [1, 10, 2 ** 31 - 1]) {
        const name = epochFileName({ tenant, epoch });
        expect(name).toMatch(/^[0-9]+-[a-z0-9_-]+\.epoch$/);
        // A temporary file of it adds 22.
        expect(name.length + 22).toBeLessThanOrEqual(255);
        expect(parseEpochFileName(name)).toEqual({ tenant, epoch });
        names.add(name.toLowerCase());
      }
    }
    expect(names.size).toBe(tenants.length * 3);
  });

  test.each([
    '1-A.epoch',
    '1-_61.epoch',
    '01-a.epoch',
    '0-a.epoch',
    '2147483648-a.epoch',
    '1-a.epoch~',
    '1-_2f.epoch',
    '1-_4.epoch',
    '1-.epoch',
    '.1-a.epoch.0123456789abcdef.tmp',
  ])('%s is no entry', (name) => {
    expect(parseEpochFileName(name)).toBeUndefined();
  });

  test('other files are neither listed nor touched, except what an interrupted start left', async () => {
    const { directory, vault } = await vaultIn();
    const others = ['README', '2-A.epoch', '.2-acme.epoch.0123456789abcdef.tmp'];
    const left = '.1-acme.epoch.0123456789abcdef.tmp';
    for (const name of [...others, left]) await writeFile(join(directory, name), '', { mode: 0o600 });
    await mkdir(join(directory, 'folder'));
    expect(await vault.epochs('acme')).toEqual([1]);
    expect(await vault.tenants()).toEqual(['acme']);
    expect(await vault.get('acme', 1)).toEqual(material);
    expect(new Set((await filesOf(directory)).keys())).toEqual(new Set(['1-acme.epoch', ...others]));
  });

  test('a tenant or epoch that is none reaches no file', async () => {
    const { vault } = await vaultIn();
    for (const [tenant, epoch] of [
      ['../x', 1],
      ['', 1],
      ['a/b', 1],
      ['a', 0],
      ['a', 1.5],
      ['a', 2 ** 31],
      ['a\0', 1],
    ] as const) {
      await expect(vault.get(tenant, epoch)).rejects.toMatchObject({ code: 'invalid_argument' });
      await expect(vault.putIfAbsent(tenant, epoch, material)).rejects.toMatchObject({ code: 'invalid_argument' });
    }
    for (const length of [0, 1025]) {
      await expect(vault.putIfAbsent('a', 1, new Uint8Array(length))).rejects.toMatchObject({
        code: 'invalid_argument',
      });
    }
    expect(await vault.tenants()).toEqual(['acme']);
  });
});
