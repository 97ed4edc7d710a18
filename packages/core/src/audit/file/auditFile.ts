import { constants } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { isColloquyError } from '../../errors/index.ts';
import { checkOwnership, hasModes } from '../../keys/local/ownership.ts';
import { ensureDirectory, syncDirectory } from '../../keys/local/keyDirectory.ts';
import { fileFault, systemCode } from '../../keys/local/fileFaults.ts';
import { auditFault } from '../auditFault.ts';

/** Non-blocking, because opening a named pipe waits for its other end. */
const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** What a failed system call on the audit file means: the rules of key files, told as those of an audit file. */
export function auditFileFault(error: unknown, path: string): unknown {
  if (systemCode(error) === 'EISDIR') return auditFault('unsafe', `${path} is a directory.`, { path });
  const fault = fileFault(error, path);
  if (!isColloquyError(fault)) return fault;
  if (fault.code === 'key_file_unsafe') {
    const message = `The audit file is not used: ${fault.message}`;
    return auditFault('unsafe', message, { path: fault.context['path'] ?? path }, fault.cause);
  }
  if (fault.code === 'key_unavailable') {
    return auditFault('sink_error', `The audit file cannot be used: ${fault.message}`, { path }, fault.cause);
  }
  return fault;
}

/**
 * Opens the audit file for appending, and makes it, with its directory, when it is not there. What is checked is what was opened: a regular
 * file, no link, of the effective user, closed to everybody else, in a directory that is that too.
 */
export async function openAuditFile(directory: string, path: string): Promise<FileHandle> {
  try {
    await ensureDirectory(directory);
    if (!hasModes) await refuseLink(path);
    const handle = await open(path, flags, 0o600);
    try {
      const stats = await handle.stat({ bigint: true });
      if (!stats.isFile()) throw auditFault('unsafe', `${path} is not a regular file.`, { path });
      checkOwnership(stats, path, '0600');
      // A new file is an entry of its directory, and must last as long as what is written to it.
      if (stats.size === 0n) await syncDirectory(directory);
      return handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    throw auditFileFault(error, path);
  }
}

async function refuseLink(path: string): Promise<void> {
  const stats = await lstat(path).catch(() => undefined);
  if (stats?.isSymbolicLink() === true) throw auditFault('unsafe', `${path} is a symbolic link.`, { path });
}
