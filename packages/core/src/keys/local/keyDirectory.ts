import { constants, type BigIntStats } from 'node:fs';
import { lstat, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileFault, isLink, systemCode, unsafe } from './fileFaults.ts';
import { checkOwnership, hasModes } from './ownership.ts';

/** Which directory a path led to. */
export interface DirectoryIdentity {
  readonly dev: bigint;
  readonly ino: bigint;
}

const openDirectory = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

async function statDirectory(path: string): Promise<BigIntStats> {
  if (!hasModes) return lstat(path, { bigint: true });
  const handle = await open(path, openDirectory);
  try {
    return await handle.stat({ bigint: true });
  } finally {
    await handle.close();
  }
}

/** Which one it is, or undefined when nothing has this name. */
async function statOrExplain(path: string): Promise<BigIntStats | undefined> {
  try {
    return await statDirectory(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return undefined;
    // Linux answers ENOTDIR for a link as well, because a link is no directory.
    if (code !== 'ENOTDIR') throw fileFault(error, path);
  }
  const stats = await lstat(path, { bigint: true }).catch(() => undefined);
  if (stats?.isSymbolicLink() === true) throw isLink(path);
  throw unsafe(path, 'is not a directory', 'configure the path of a directory');
}

/**
 * Checks a directory of key files: a directory and no link, owned by the effective user, closed to everybody else. Undefined when it
 * does not exist.
 *
 * Links further up the path are followed: who can change those directories can put another key in place, which its id then gives
 * away, but cannot read the one that is here.
 *
 * @param path absolute and without a trailing separator, which would make the system follow a link
 * @throws ColloquyError `key_file_unsafe`, `key_unavailable`
 */
export async function inspectDirectory(path: string): Promise<DirectoryIdentity | undefined> {
  const stats = await statOrExplain(path);
  if (stats === undefined) return undefined;
  if (stats.isSymbolicLink()) throw isLink(path);
  if (!stats.isDirectory()) throw unsafe(path, 'is not a directory', 'configure the path of a directory');
  checkOwnership(stats, path, '0700');
  return { dev: stats.dev, ino: stats.ino };
}

/** Makes the entries of a directory last through a power cut. Windows offers no such call. */
export async function syncDirectory(path: string): Promise<void> {
  if (!hasModes) return;
  const handle = await open(path, openDirectory);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes the directory, closed to everybody else, if it is not there; then checks it. An existing one is never opened or closed to
 * others here: what it holds may have been read already, and a person must know.
 *
 * @throws ColloquyError as {@link inspectDirectory}, and `storage_full`, `read_only`
 */
export async function ensureDirectory(path: string): Promise<void> {
  if ((await inspectDirectory(path)) !== undefined) return;
  try {
    const first = await mkdir(path, { recursive: true, mode: 0o700 });
    // Every directory that was made is an entry of the one above it.
    const top = first === undefined ? dirname(path) : dirname(first);
    let above = dirname(path);
    await syncAbove(above);
    while (above !== top && above !== dirname(above)) {
      above = dirname(above);
      await syncAbove(above);
    }
  } catch (error) {
    throw fileFault(error, path);
  }
  await inspectDirectory(path);
}

/** The parent may be closed to this user, or a link: it is not ours, and it was there before. */
async function syncAbove(path: string): Promise<void> {
  await syncDirectory(path).catch((error: unknown) => {
    if (!['EACCES', 'EPERM', 'ELOOP', 'ENOTDIR', 'EINVAL'].includes(systemCode(error) ?? '')) throw error;
  });
}
