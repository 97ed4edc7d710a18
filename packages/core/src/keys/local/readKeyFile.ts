import { constants } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fileFault, isLink, systemCode, unsafe } from './fileFaults.ts';
import { inspectDirectory } from './keyDirectory.ts';
import { checkOwnership, hasModes } from './ownership.ts';

/** Non-blocking, because opening a named pipe waits for its other end. */
const openFile = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

async function openOrAbsent(path: string): Promise<FileHandle | undefined> {
  try {
    if (!hasModes && (await lstat(path)).isSymbolicLink()) throw isLink(path);
    return await open(path, openFile);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw fileFault(error, path);
  }
}

async function readAtMost(handle: FileHandle, limit: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(limit);
  let length = 0;
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, limit - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length === limit) return buffer.slice(0, length);
    }
  } finally {
    buffer.fill(0);
  }
}

/**
 * Reads a file that only its owner may read, from a directory that only its owner may read; undefined when file or directory do not
 * exist. What is checked is the opened file, not its name, so that nobody can put another in its place in between.
 *
 * @param limit reads no more than that many bytes; give one more than is expected, to see what is too long
 * @returns bytes for the caller to zero if they are secret
 * @throws ColloquyError `key_file_unsafe`, `key_unavailable`
 */
export async function readKeyFile(directory: string, name: string, limit: number): Promise<Uint8Array | undefined> {
  const before = await inspectDirectory(directory);
  if (before === undefined) return undefined;
  const path = join(directory, name);
  const handle = await openOrAbsent(path);
  if (handle === undefined) return undefined;
  try {
    const stats = await handle.stat({ bigint: true });
    if (!stats.isFile()) throw unsafe(path, 'is not a regular file', 'configure the path of the file');
    checkOwnership(stats, path, '0600');
    const after = await inspectDirectory(directory);
    if (after?.dev !== before.dev || after.ino !== before.ino) {
      throw unsafe(directory, 'was replaced while a file in it was opened', 'find out by whom, and try again');
    }
    return await readAtMost(handle, limit);
  } catch (error) {
    throw fileFault(error, path);
  } finally {
    await handle.close();
  }
}
