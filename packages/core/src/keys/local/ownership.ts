import type { BigIntStats } from 'node:fs';
import { unsafe } from './fileFaults.ts';

/**
 * Windows has no POSIX modes and no owner ids: there only the kind of a file and links are checked, and access is what the access
 * control list of the directory says.
 */
export const hasModes = process.platform !== 'win32';

/** Permission bits of the group and of others. */
const otherBits = 0o077n;

/**
 * Refuses what is not owned by the effective user, or what the group or others have any permission on.
 *
 * @throws ColloquyError `key_file_unsafe`
 */
export function checkOwnership(stats: BigIntStats, path: string, mode: '0600' | '0700'): void {
  const user = process.geteuid?.();
  if (!hasModes || user === undefined) return;
  if (stats.uid !== BigInt(user)) {
    throw unsafe(
      path,
      `belongs to user ${stats.uid}, and this program runs as user ${user}`,
      'use chown, or run as its owner',
    );
  }
  if ((stats.mode & otherBits) !== 0n) {
    const found = (stats.mode & 0o7777n).toString(8).padStart(4, '0');
    throw unsafe(
      path,
      `is open to its group or to others (mode ${found})`,
      `chmod ${mode} it, and think of who could read it`,
    );
  }
}
