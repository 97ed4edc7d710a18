import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLocalKeys, openLocalKeys, type LocalKeysOptions } from '../../../src/keys/local/localKeys.ts';
import { FileKeyVault } from '../../../src/keys/local/FileKeyVault.ts';
import { LocalFileKeyProvider } from '../../../src/keys/local/LocalFileKeyProvider.ts';
import { filesOf, temporaryFolder } from './support/folders.ts';
import { epochFile, headerFile, keyFile, storeIn, tenant } from './support/store.ts';

/** What an opened store answers with, to compare it; otherwise the code of the error. */
async function resultOf(open: typeof openLocalKeys, options: LocalKeysOptions): Promise<string> {
  try {
    const { keyring } = await open(options);
    return `opened ${keyring.storeId} ${(await keyring.kek(1)).kekId}`;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

interface Row {
  /** Which of header, vault and key file are there. */
  readonly there: readonly string[];
  readonly create: 'made' | 'carried on' | 'opened' | 'key_missing' | 'vault_missing';
  readonly open: 'opened' | 'store_not_set_up' | 'key_missing' | 'vault_missing';
}

/** The table of docs/spec/keys.md. */
const table: readonly Row[] = [
  { there: [], create: 'made', open: 'store_not_set_up' },
  { there: [keyFile], create: 'carried on', open: 'store_not_set_up' },
  { there: [epochFile, keyFile], create: 'carried on', open: 'store_not_set_up' },
  { there: [epochFile], create: 'key_missing', open: 'store_not_set_up' },
  { there: [headerFile], create: 'key_missing', open: 'key_missing' },
  { there: [headerFile, epochFile], create: 'key_missing', open: 'key_missing' },
  { there: [headerFile, keyFile], create: 'vault_missing', open: 'vault_missing' },
  { there: [headerFile, epochFile, keyFile], create: 'opened', open: 'opened' },
];

async function storeWith(there: readonly string[]): Promise<{ folder: string; opened: string }> {
  const folder = await temporaryFolder();
  const opened = await resultOf(createLocalKeys, storeIn(folder));
  expect(opened).toMatch(/^opened /);
  for (const file of [headerFile, epochFile, keyFile]) if (!there.includes(file)) await rm(join(folder, file));
  return { folder, opened };
}

describe('first start and opening', () => {
  test.each(table)('with $there: create $create, open $open', async ({ there, create, open }) => {
    const { folder, opened } = await storeWith(there);
    const before = await filesOf(folder);

    const found = await resultOf(openLocalKeys, storeIn(folder));
    expect(found).toBe(open === 'opened' ? opened : open);
    expect(await filesOf(folder)).toEqual(before);

    const made = await resultOf(createLocalKeys, storeIn(folder));
    const after = await filesOf(folder);
    if (create.endsWith('_missing')) {
      expect(made).toBe(create);
      expect(after).toEqual(before);
      return;
    }
    expect(made).toMatch(/^opened /);
    expect(made === opened).toBe(create === 'opened');
    expect([...after.keys()]).toEqual([headerFile, keyFile, epochFile].sort((a, b) => (a < b ? -1 : 1)));
    for (const [name, content] of before) expect(after.get(name)).toBe(content);
    expect(await resultOf(openLocalKeys, storeIn(folder))).toBe(made);
  });

  test.each(table)('with $there, and data: nothing is made without a header', async ({ there, open }) => {
    const { folder, opened } = await storeWith(there);
    const before = await filesOf(folder);
    const expected = open === 'opened' ? opened : open === 'store_not_set_up' ? 'integrity_error' : open;
    expect(await resultOf(openLocalKeys, storeIn(folder, true))).toBe(expected);
    expect(await resultOf(createLocalKeys, storeIn(folder, true))).toBe(expected);
    expect(await filesOf(folder)).toEqual(before);
  });

  test('where another tenant has an epoch there was a key: none is made', async () => {
    const folder = await temporaryFolder();
    await createLocalKeys({ ...storeIn(folder), tenant: 'other' });
    await rm(join(folder, keyFile));
    await rm(join(folder, headerFile));
    const before = await filesOf(folder);
    expect(await resultOf(createLocalKeys, storeIn(folder))).toBe('key_missing');
    expect(await filesOf(folder)).toEqual(before);
  });

  test('two stores may share key file and vault; their master key ids differ', async () => {
    const [one, two] = [await temporaryFolder(), await temporaryFolder()];
    const first = await createLocalKeys(storeIn(one));
    const second = await createLocalKeys({ ...storeIn(two), directory: join(one, 'keys') });
    expect(second.keyring.storeId).not.toBe(first.keyring.storeId);
    expect((await second.keyring.kek(1)).kekId).toBe((await first.keyring.kek(1)).kekId);
    const [a, b] = await Promise.all([storeIn(one).header.read(), storeIn(two).header.read()]);
    const idOf = (bytes: Uint8Array | undefined): unknown =>
      (JSON.parse(Buffer.from(bytes ?? []).toString()) as { umkId: string }).umkId;
    expect(idOf(a)).toMatch(/^[0-9a-f]{32}$/);
    expect(idOf(b)).not.toBe(idOf(a));
  });
});

describe('what does not belong together', () => {
  async function two(): Promise<readonly [string, string]> {
    const folders = [await temporaryFolder(), await temporaryFolder()] as const;
    for (const folder of folders) await createLocalKeys(storeIn(folder));
    return folders;
  }

  test('key file and vault of another store: wrong_key, and the ids are named', async () => {
    const [one, another] = await two();
    await expect(openLocalKeys({ ...storeIn(one), directory: join(another, 'keys') })).rejects.toMatchObject({
      code: 'wrong_key',
      message: expect.stringMatching(
        /key file is not that of this store: its id here is [0-9a-f]{32}, .* [0-9a-f]{32}\./,
      ) as string,
    });
  });

  test('only the vault of another store: wrong_key, also when its key file made it anew', async () => {
    const [one, another] = await two();
    const foreign = { ...storeIn(one), vaultDirectory: join(another, 'keys', 'vault') };
    await expect(openLocalKeys(foreign)).rejects.toMatchObject({
      code: 'wrong_key',
      message: expect.stringMatching(/does not open epoch 1 of tenant acme in this vault/) as string,
    });
    const vaultDirectory = join(one, 'anew');
    const provider = new LocalFileKeyProvider({ directory: join(one, 'keys') });
    const material = await provider.createEpoch({ storeId: '0'.repeat(32), tenant, epoch: 1 });
    await new FileKeyVault({ directory: vaultDirectory }).putIfAbsent(tenant, 1, material);
    await expect(openLocalKeys({ ...storeIn(one), vaultDirectory })).rejects.toMatchObject({
      code: 'wrong_key',
      message: expect.stringMatching(/the vault is that of another store/) as string,
    });
  });

  test('another tenant: invalid_argument, and both are named', async () => {
    const [one] = await two();
    for (const open of [openLocalKeys, createLocalKeys]) {
      await expect(open({ ...storeIn(one), tenant: 'b' })).rejects.toMatchObject({
        code: 'invalid_argument',
        context: { tenant, asked: 'b' },
      });
    }
  });
});
