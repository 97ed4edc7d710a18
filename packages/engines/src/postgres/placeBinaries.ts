import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canReach, type Account } from '../Account.ts';
import { serverEnvironment } from '../serverEnvironment.ts';
import { contentStamp } from './contentStamp.ts';
import type { Binaries } from './locateBinaries.ts';
import { hasLinks, makeLinks } from './symlinks.ts';

const run = promisify(execFile);

/** Why `account` cannot run the server of an installation, or undefined. Asks by running it. */
async function fault(folder: string, account: Account | undefined): Promise<string | undefined> {
  try {
    const options = { ...account, cwd: '/', env: serverEnvironment(), timeout: 20_000 };
    await run(join(folder, 'bin', 'postgres'), ['--version'], options);
    return undefined;
  } catch (error) {
    const { message, stderr } = error as Error & { readonly stderr?: string };
    return `${message.trim()} ${stderr?.trim() ?? ''}`.trim();
  }
}

async function isUsable(folder: string, account: Account | undefined): Promise<boolean> {
  return (
    (await canReach(join(folder, 'bin'), account)) &&
    (await canReach(join(folder, 'share'), account)) &&
    (await hasLinks(folder)) &&
    (await fault(folder, account)) === undefined
  );
}

/** Everybody may read, nobody but the owner may write; what is a program stays one. */
function openToAll(path: string): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  chmodSync(path, entry.isDirectory() || (entry.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (entry.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}

/** What a server needs, without what one builds extensions with. */
async function copyTo(target: string, source: string): Promise<void> {
  mkdirSync(target, { mode: 0o755 });
  const filter = (path: string): boolean => !path.endsWith('.a') && !/[\\/](pgxs|doc|man)$/.test(path);
  for (const name of readdirSync(source)) {
    cpSync(join(source, name), join(target, name), { recursive: true, verbatimSymlinks: true, filter });
  }
  await makeLinks(target);
  openToAll(target);
}

/** Whether a copy is ours and whole. What others left under its name, or a cleaner of old files thinned out, is not. */
function isWhole(copy: string, stamp: string): boolean {
  try {
    return contentStamp(copy, process.getuid?.()) === stamp;
  } catch {
    return false;
  }
}

/**
 * An installation that `account` can run: the given one, or else a copy of it below `temporary`.
 *
 * A copy is needed when the installation lies under a private folder, or when npm did not run its install script. It is shared by all
 * later runs of the same user: its name holds version and digest, it is put in place by a rename, so it is never seen half made, and it
 * is compared with its digest before each use. Where something else lies under its name, and cannot be put aside, the copy is made under
 * `own`, which is deleted with the server.
 *
 * @returns the folder with `bin`, `lib` and `share`
 * @throws Error with what the server said, when it does not run from a copy either
 */
export async function placeBinaries(
  { folder, version }: Binaries,
  account: Account | undefined,
  temporary: string,
  own: string,
): Promise<string> {
  if (await isUsable(folder, account)) return folder;
  const draft = join(temporary, `colloquy-postgres-draft-${randomBytes(8).toString('hex')}`);
  const aside = `${draft}-aside`;
  try {
    await copyTo(draft, folder);
    const stamp = contentStamp(draft);
    const user = process.getuid?.() ?? 'user';
    let copy = join(temporary, `colloquy-postgres-${version}-${stamp.slice(0, 16)}-${user}`);
    // Fails when something is there: then it is judged, and put aside only if it is wrong.
    await rename(draft, copy).catch(() => undefined);
    if (!isWhole(copy, stamp)) {
      await rename(copy, aside).catch(() => undefined);
      await rename(draft, copy).catch(() => undefined);
    }
    if (!isWhole(copy, stamp)) {
      copy = join(own, 'binaries');
      await rename(draft, copy);
    }
    const reason = await fault(copy, account);
    if (reason !== undefined) {
      throw new Error(`PostgreSQL ${version} does not run here: ${reason}. COLLOQUY_POSTGRES_URL names another server`);
    }
    return copy;
  } finally {
    await Promise.all([draft, aside].map((path) => rm(path, { recursive: true, force: true })));
  }
}
