import { existsSync } from 'node:fs';
import { lstat, mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

interface Link {
  readonly source: string;
  readonly target: string;
}

/** A package cannot hold symbolic links: its install script makes them from this list, if scripts are allowed to run. */
async function linksOf(folder: string): Promise<readonly Link[]> {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(await readFile(list, 'utf8')) as readonly Link[];
  // Written from the folder above: native/lib/...
  return links.map(({ source, target }) => ({
    source: join(folder, relative('native', source)),
    target: join(folder, relative('native', target)),
  }));
}

async function isThere(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}

/** Whether a package's install script has run. */
export async function hasLinks(folder: string): Promise<boolean> {
  const present = await Promise.all((await linksOf(folder)).map(({ target }) => isThere(target)));
  return present.every(Boolean);
}

/** Does what the install script would have done. */
export async function makeLinks(folder: string): Promise<void> {
  for (const { source, target } of await linksOf(folder)) {
    if (await isThere(target)) continue;
    await mkdir(dirname(target), { recursive: true });
    await symlink(relative(dirname(target), source), target);
  }
}
