import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Whom a server runs as: the user that no file belongs to. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` on Linux. PostgreSQL looks it up by number and refuses a user that the system does not know. */
const nobody: Account = { uid: 65_534, gid: 65_534 };

/** PostgreSQL refuses to run as root: then it runs as `nobody`. Undefined: as whoever starts it. */
export function serverAccount(): Account | undefined {
  return process.getuid?.() === 0 ? nobody : undefined;
}

/**
 * Whether `account` may pass through a folder and all above it, by their modes.
 *
 * @param account - undefined: whoever runs this, who is taken to reach what he names
 */
export async function canReach(folder: string, account: Account | undefined): Promise<boolean> {
  if (account === undefined) return true;
  let path = resolve(folder);
  for (;;) {
    const { mode, uid, gid } = await stat(path);
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
    if (((mode >> shift) & 1) === 0) return false;
    const above = dirname(path);
    if (above === path) return true;
    path = above;
  }
}
