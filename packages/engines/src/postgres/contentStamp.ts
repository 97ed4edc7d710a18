import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A digest of everything below a folder: names, links, which files are programs, and contents. A thousand small files are read
 * several times faster without promises.
 *
 * @param ownedBy - if given, an entry that belongs to somebody else, or that others may write, is refused with an Error
 * @returns 64 hex digits
 */
export function contentStamp(folder: string, ownedBy?: number): string {
  const hash = createHash('sha256');
  const visit = (path: string, name: string): void => {
    const entry = lstatSync(path);
    if (ownedBy !== undefined) {
      const isOpen = !entry.isSymbolicLink() && (entry.mode & 0o022) !== 0;
      if (entry.uid !== ownedBy || isOpen) throw new Error(`${path} can be changed by others`);
    }
    if (entry.isSymbolicLink()) {
      hash.update(JSON.stringify(['link', name, readlinkSync(path)]));
    } else if (entry.isDirectory()) {
      hash.update(JSON.stringify(['folder', name]));
      const names = readdirSync(path).toSorted((a, b) => (a < b ? -1 : 1));
      for (const each of names) visit(join(path, each), `${name}/${each}`);
    } else {
      const bytes = readFileSync(path);
      hash.update(JSON.stringify(['file', name, (entry.mode & 0o100) !== 0, bytes.length])).update(bytes);
    }
  };
  visit(folder, '');
  return hash.digest('hex');
}
