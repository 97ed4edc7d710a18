import { cpSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startPostgres } from '../../src/index.ts';
import { canReach, serverAccount } from '../../src/Account.ts';
import { locateBinaries } from '../../src/postgres/locateBinaries.ts';
import { placeBinaries } from '../../src/postgres/placeBinaries.ts';
import { hasLinks } from '../../src/postgres/symlinks.ts';
import { temporaryFolder } from '../../src/temporaryFolder.ts';
import { column } from '../support/client.ts';

const account = serverAccount();
const installed = locateBinaries();
let shared: string;
let own: string;

/** A copy of the installed package in a place of its own; without the links that its install script makes when `links` is false. */
async function installation({ links = true, mode = 0o755 } = {}): Promise<string> {
  const checkout = await mkdtemp(join(own, 'checkout-'));
  const folder = join(checkout, 'native');
  cpSync(installed.folder, folder, { recursive: true, verbatimSymlinks: true });
  if (!links) {
    const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8');
    for (const { target } of JSON.parse(list) as readonly { readonly target: string }[])
      await rm(join(checkout, target));
  }
  await chmod(checkout, mode);
  return folder;
}

/** A small one whose server answers the question for its version with `answer`, and which lacks a link. */
async function miniature(answer = 'exit 0'): Promise<string> {
  const folder = await mkdtemp(join(own, 'miniature-'));
  await chmod(folder, 0o755);
  for (const name of ['bin', 'lib', 'share']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'bin', 'postgres'), `#!/bin/sh\n${answer}\n`, { mode: 0o700 });
  await writeFile(join(folder, 'lib', 'lib.so.1'), 'a library');
  await writeFile(join(folder, 'share', 'list'), 'a list');
  const links = [{ source: 'native/lib/lib.so.1', target: 'native/lib/lib.so' }];
  await writeFile(join(folder, 'pg-symlinks.json'), JSON.stringify(links));
  return folder;
}

beforeEach(async () => {
  const temporary = await temporaryFolder(account);
  own = await mkdtemp(join(temporary, 'colloquy-placement-'));
  await chmod(own, 0o755);
  shared = join(own, 'temporary');
  await mkdir(shared);
  // For servers that are started here: their copies go away with the rest.
  vi.stubEnv('TMPDIR', shared);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(own, { recursive: true, force: true });
});

const place = async (folder: string): Promise<string> =>
  await placeBinaries({ folder, version: '18' }, account, shared, own);

test('binaries that can be run are used where they are', async () => {
  const folder = await installation();
  expect(await place(folder)).toBe(folder);
  expect(await readdir(shared)).toEqual([]);
});

test('a server starts from a checkout under a private folder', async () => {
  const folder = await installation({ mode: 0o700 });
  // Whoever is not root passes through his own folders.
  expect(await canReach(folder, account)).toBe(account === undefined);
  const placed = await place(folder);
  expect(placed === folder).toBe(account === undefined);
  await using server = await startPostgres({ binaries: folder });
  expect(await column(server.url, 'SELECT 1')).toEqual([1]);
});

test('a server starts from a package whose install script did not run', async () => {
  const folder = await installation({ links: false });
  expect(await hasLinks(folder)).toBe(false);
  const placed = await place(folder);
  expect(placed).not.toBe(folder);
  expect(await hasLinks(placed)).toBe(true);
  // The package itself is left as npm made it.
  expect(await hasLinks(folder)).toBe(false);
  await using server = await startPostgres({ binaries: placed });
  expect(await column(server.url, 'SELECT 1')).toEqual([1]);
});

test('a copy is made once, and shared by runs at the same time', async () => {
  const folder = await miniature();
  const placed = await Promise.all([place(folder), place(folder), place(folder)]);
  const [first] = placed;
  expect(new Set(placed).size).toBe(1);
  const { ino } = await stat(first);
  expect(await place(folder)).toBe(first);
  expect((await stat(first)).ino).toBe(ino);
  expect(await readdir(shared)).toEqual([basename(first)]);
});

test.each([
  ['thinned out', async (copy: string) => await rm(join(copy, 'share'), { recursive: true })],
  ['changed', async (copy: string) => await writeFile(join(copy, 'lib', 'lib.so.1'), 'something else')],
  ['open to changes by others', async (copy: string) => await chmod(join(copy, 'bin'), 0o777)],
])('a copy that was %s is replaced', async (_, spoil) => {
  const folder = await miniature();
  const copy = await place(folder);
  await spoil(copy);
  expect(await place(folder)).toBe(copy);
  expect((await stat(join(copy, 'bin'))).mode & 0o022).toBe(0);
  expect(await readFile(join(copy, 'lib', 'lib.so'), 'utf8')).toBe('a library');
  expect(await readFile(join(copy, 'share', 'list'), 'utf8')).toBe('a list');
  expect(await readdir(shared)).toEqual([basename(copy)]);
});

test('something else under the name of the copy is put aside', async () => {
  const folder = await miniature();
  const copy = await place(folder);
  await rm(copy, { recursive: true });
  await writeFile(copy, 'in the way');
  expect(await place(folder)).toBe(copy);
  expect(await readdir(shared)).toEqual([basename(copy)]);
});

test('binaries that do not run anywhere are an error that says what they said', async () => {
  const folder = await miniature('echo libxyz.so is missing >&2; exit 127');
  await expect(place(folder)).rejects.toThrow(/PostgreSQL 18 does not run here: .*libxyz.*COLLOQUY_POSTGRES_URL/s);
  expect((await readdir(shared)).filter((name) => name.includes('draft'))).toEqual([]);
});

test('a folder for temporary files is one that the server can reach', async () => {
  expect(await canReach(await temporaryFolder(account), account)).toBe(true);
  const closed = join(own, 'closed');
  await mkdir(join(closed, 'within'), { recursive: true });
  await chmod(closed, 0o700);
  const stranger = { uid: 12_345, gid: 12_345 };
  expect(await canReach(join(closed, 'within'), stranger)).toBe(false);
  await chmod(closed, 0o711);
  expect(await canReach(join(closed, 'within'), stranger)).toBe(await canReach(tmpdir(), stranger));
});
