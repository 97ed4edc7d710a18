import { createHash, type Hash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder of sources that has no digest. The message says where and why. */
export class SourcesError extends Error {
  override readonly name = 'SourcesError';
}

/**
 * SHA-256 over every file below a folder: their paths and their bytes, nothing else. Two folders have the same digest exactly when they hold
 * the same files under the same relative paths. Nothing is ignored, so name folders of sources, not of a whole checkout.
 *
 * What is hashed: for each file, in the byte order of its path relative to the folder (separators `/`, UTF-8), the length of the path in
 * bytes, the path, the length of the content, the content. Lengths are 8 bytes, big-endian.
 *
 * @param root - the folder that `path` is relative to
 * @param path - relative, separators `/`, without `.` and `..`
 * @returns 64 lowercase hexadecimal digits
 * @throws SourcesError for a path of another form, a folder that is missing or holds no file, and for anything that is neither a file nor a
 * folder, symbolic links among them, or cannot be read
 * @example
 * const current = await sourcesDigest('.', 'packages/core/src');
 * const isStale = report.sources.some(({ path, sha256 }) => path === 'packages/core/src' && sha256 !== current);
 */
export async function sourcesDigest(root: string, path: string): Promise<string> {
  const folder = await folderOf(root, path);
  const files = (await filesBelow(folder, '')).map((file) => ({ file, bytes: Buffer.from(file) }));
  if (files.length === 0) throw new SourcesError(`${path} holds no file.`);
  const hash = createHash('sha256');
  for (const { file, bytes } of files.sort((a, b) => Buffer.compare(a.bytes, b.bytes))) {
    update(hash, bytes);
    update(hash, await reading(file, () => readFile(join(folder, file))));
  }
  return hash.digest('hex');
}

function update(hash: Hash, bytes: Buffer): void {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(bytes.byteLength));
  hash.update(length).update(bytes);
}

/** Where it lies; every part of the way must be a folder itself, or the path would name other sources than it says. */
async function folderOf(root: string, path: string): Promise<string> {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\\'))) {
    throw new SourcesError(`${JSON.stringify(path)} is no relative path of the form a/b/c.`);
  }
  let at = root;
  for (const part of parts) {
    at = join(at, part);
    const found = await reading(path, () => lstat(at));
    if (!found.isDirectory()) throw new SourcesError(`${path} is no folder: ${part} is something else.`);
  }
  return at;
}

async function filesBelow(folder: string, prefix: string): Promise<readonly string[]> {
  const entries = await reading(prefix, () => readdir(join(folder, prefix), { withFileTypes: true }));
  const found: string[] = [];
  for (const entry of entries) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) found.push(...(await filesBelow(folder, `${path}/`)));
    else if (entry.isFile()) found.push(path);
    else throw new SourcesError(`${path} is neither a file nor a folder. Sources are plain files.`);
  }
  return found;
}

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourcesError(`${path} cannot be read: ${reason}`, { cause: error });
  }
}
