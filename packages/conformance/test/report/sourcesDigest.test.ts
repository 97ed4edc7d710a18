import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourcesDigest, SourcesError } from '../../src/report/sourcesDigest.ts';

let root = '';
let folders = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'colloquy-sources-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

/** A folder below the root with these files; its path from there. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const path = `folder-${(folders += 1)}/src`;
  await mkdir(join(root, path), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path, name)), { recursive: true });
    await writeFile(join(root, path, name), content);
  }
  return path;
}

async function digestOf(files: Readonly<Record<string, string>>): Promise<string> {
  return sourcesDigest(root, await folderWith(files));
}

/** By the definition alone: files in the order given. */
function expected(...files: readonly (readonly [string, string])[]): string {
  const hash = createHash('sha256');
  for (const part of files.flat()) {
    const bytes = Buffer.from(part);
    const length = Buffer.alloc(8);
    length.writeUInt32BE(bytes.byteLength, 4);
    hash.update(length).update(bytes);
  }
  return hash.digest('hex');
}

const files = { 'a.ts': 'one', 'b.ts': 'two', 'c/d.ts': 'three' };

describe('sourcesDigest', () => {
  test('is what its documentation says, in the byte order of whole paths', async () => {
    // Neither the order of folders, nor that of a locale, nor that of UTF-16 units.
    const names = ['A.ts', 'a-b.ts', 'a.ts', 'a/b.ts', 'a/empty', 'a0.ts', 'z.ts', '\uFB33.ts', '\u{1f9c1}.ts'];
    const contents = names.map((name) => [name, name === 'a/empty' ? '' : `content of ${name}`] as const);
    expect(await digestOf(Object.fromEntries(contents.toReversed()))).toBe(expected(...contents));
  });

  test('is the same for the same files, wherever they lie', async () => {
    expect(await digestOf(files)).toBe(await digestOf(files));
  });

  test('is another for a file that was changed, added, removed, renamed or moved', async () => {
    const digests = [
      await digestOf(files),
      await digestOf({ ...files, 'a.ts': 'One' }),
      await digestOf({ ...files, 'e.ts': '' }),
      await digestOf({ 'a.ts': 'one', 'b.ts': 'two' }),
      await digestOf({ 'a.ts': 'one', 'b2.ts': 'two', 'c/d.ts': 'three' }),
      await digestOf({ 'a.ts': 'one', 'c/b.ts': 'two', 'c/d.ts': 'three' }),
      await digestOf({ 'a.ts': 'one', 'b.ts': 'two', 'd.ts': 'three' }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('is another when two files have changed places, or bytes have moved from one to the next', async () => {
    const digests = [
      await digestOf(files),
      await digestOf({ ...files, 'a.ts': 'two', 'b.ts': 'one' }),
      await digestOf({ ...files, 'a.ts': 'onetw', 'b.ts': 'o' }),
      await digestOf({ 'a.t': 'sone', 'b.ts': 'two', 'c/d.ts': 'three' }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('ignores nothing: hidden files and generated folders count', async () => {
    const digests = [
      await digestOf(files),
      await digestOf({ ...files, '.hidden': '' }),
      await digestOf({ ...files, 'node_modules/x/index.js': '' }),
      await digestOf({ ...files, 'dist/x.js': '' }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('refuses what is no plain file, so that nothing is judged unseen', async () => {
    const linked = await folderWith(files);
    await symlink(join(root, linked, 'a.ts'), join(root, linked, 'link.ts'));
    const linkedFolder = await folderWith(files);
    await symlink(join(root, linkedFolder, 'c'), join(root, linkedFolder, 'link'));
    const dangling = await folderWith(files);
    await symlink('nowhere', join(root, dangling, 'link.ts'));
    const socket = await folderWith(files);
    const server = createServer();
    await new Promise<void>((done) => void server.listen(join(root, socket, 'socket'), done));
    for (const path of [linked, linkedFolder, dangling, socket]) {
      await expect(sourcesDigest(root, path), path).rejects.toThrow(SourcesError);
      await expect(sourcesDigest(root, path), path).rejects.toThrow('neither a file nor a folder');
    }
    await new Promise((done) => void server.close(done));
  });

  test('refuses a way that leads elsewhere: a link in it, a file, nothing at all', async () => {
    const real = await folderWith(files);
    const folder = dirname(real);
    await symlink(join(root, folder), join(root, 'linked'));
    await expect(sourcesDigest(root, 'linked/src')).rejects.toThrow('linked is something else');
    await expect(sourcesDigest(root, `${real}/a.ts`)).rejects.toThrow('a.ts is something else');
    await expect(sourcesDigest(root, 'absent')).rejects.toThrow(SourcesError);
    await mkdir(join(root, 'empty/inner'), { recursive: true });
    await expect(sourcesDigest(root, 'empty')).rejects.toThrow('empty holds no file');
    await rename(join(root, real), join(root, folder, 'moved'));
    await expect(sourcesDigest(root, real)).rejects.toThrow(SourcesError);
  });

  test('refuses a path of another form, which two readers could take for two folders', async () => {
    for (const path of ['', '.', '..', '/', root, './src', 'a/../b', 'a//b', 'a/', 'a\\b']) {
      await expect(sourcesDigest(root, path), path).rejects.toThrow('no relative path of the form a/b/c');
    }
  });
});
