import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files below a folder, as paths from the root with `/`, in name order. None if the folder does not exist. */
export function filesBelow(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => path.slice(root.length + 1).replaceAll('\\', '/'))
    .toSorted((a, b) => (a < b ? -1 : 1));
}
