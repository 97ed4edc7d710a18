import { constants } from 'node:fs';
import { link, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { toHex } from '../../bytes/index.ts';
import { systemSources } from '../../sources.ts';
import { fileFault, systemCode } from './fileFaults.ts';
import { ensureDirectory, syncDirectory } from './keyDirectory.ts';

const createFile = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** Of a file under way: hidden, and never the name of a finished one. */
const temporary = /^\.(.+)\.[0-9a-f]{16}\.tmp$/;

function temporaryName(name: string): string {
  return `.${name}.${toHex(systemSources.randomBytes(8))}.tmp`;
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, createFile, 0o600);
  try {
    // The process's umask may have taken permissions from the owner too.
    await handle.chmod(0o600);
    for (let offset = 0; offset < bytes.byteLength;) {
      offset += (await handle.write(bytes, offset, bytes.byteLength - offset, offset)).bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** True when this call gave the file its name; false when the name was taken. */
async function linkExclusively(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const code = systemCode(error);
    // ENOENT: whoever won has cleared this temporary file away, which happens only when the name is taken.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Gives a name to a new file with these bytes, if the name is free: a temporary file in the same directory, written and synced, then
 * link(2), which never replaces, then the directory synced. The name stands for the whole file or for nothing, whatever stops this.
 *
 * @returns true when this call made the file; false when it was there, and then it is as durable as if this call had made it
 * @throws ColloquyError `key_file_unsafe`, `key_unavailable`, `storage_full`, `read_only`
 */
export async function publishKeyFile(directory: string, name: string, bytes: Uint8Array): Promise<boolean> {
  await ensureDirectory(directory);
  const from = join(directory, temporaryName(name));
  const to = join(directory, name);
  try {
    try {
      await writeSynced(from, bytes);
      const made = await linkExclusively(from, to);
      await syncDirectory(directory);
      return made;
    } finally {
      // What stays is cleared away later; it must not hide why this call failed.
      await unlink(from).catch(() => undefined);
    }
  } catch (error) {
    throw fileFault(error, to);
  }
}

/**
 * Removes what an interrupted {@link publishKeyFile} left behind, for this name only, and only to be called when the name is taken:
 * then nobody needs a temporary file of it any more, and one that is still being written loses nothing.
 *
 * Does what it can: a directory that cannot be written must not keep anybody from reading.
 */
export async function clearTemporaries(directory: string, name: string): Promise<void> {
  const entries = await readdir(directory).catch(() => []);
  for (const entry of entries) {
    if (temporary.exec(entry)?.[1] !== name) continue;
    await unlink(join(directory, entry)).catch(() => undefined);
  }
}
