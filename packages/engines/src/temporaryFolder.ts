import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { canReach, type Account } from './Account.ts';

/**
 * A folder for temporary files that `account` can reach: the one of this program (TMPDIR), otherwise the usual ones of the system.
 *
 * @throws Error when there is none
 */
export async function temporaryFolder(account: Account | undefined): Promise<string> {
  const candidates = [tmpdir(), '/tmp', '/var/tmp'];
  for (const folder of candidates) {
    const exists = await stat(folder).then(
      (entry) => entry.isDirectory(),
      () => false,
    );
    if (exists && (await canReach(folder, account))) return folder;
  }
  throw new Error(`uid ${account?.uid ?? 'of this program'} can reach none of ${candidates.join(', ')}`);
}
