import { readdirSync, readFileSync, realpathSync, type Dirent } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { startOf } from '../model/Place.ts';
import { byCodeUnits } from './byCodeUnits.ts';
import { textOf } from './textOf.ts';
import type { Tree } from './Tree.ts';
import { Unreadable } from './Unreadable.ts';

/** Never part of a project: what is installed, and what git keeps. */
const left = new Set(['node_modules', '.git']);

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function isFolder(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EISDIR';
}

function unreadable(path: string, message: string): Unreadable {
  return new Unreadable([{ rule: 'READ-02', subject: path, message: `${message}.`, place: startOf(path) }]);
}

/**
 * The working tree below a folder. A symbolic link may lead to another file of the project; one that leads out of it, and one to a
 * folder in a folder that is listed, is refused, since what it names is not what will be merged.
 *
 * @throws Unreadable (READ-02) from `read` and `list`
 */
export function createDiskTree(folder: string): Tree {
  const root = realpathSync(folder);
  const texts = new Map<string, string | undefined>();

  const readNow = (path: string): string | undefined => {
    try {
      const real = realpathSync(join(root, path));
      const inside = relative(root, real);
      if (inside === '..' || inside.startsWith(`..${sep}`)) {
        throw unreadable(path, `${path} leads out of the project`);
      }
      return textOf(readFileSync(real), path);
    } catch (error) {
      if (error instanceof Unreadable) throw error;
      if (isMissing(error) || isFolder(error)) return undefined;
      throw unreadable(path, `${path} cannot be read: ${(error as Error).message}`);
    }
  };

  const read = (path: string): string | undefined => {
    if (!texts.has(path)) texts.set(path, readNow(path));
    return texts.get(path);
  };

  const entriesOf = (path: string): readonly Dirent[] => {
    try {
      return readdirSync(join(root, path), { withFileTypes: true });
    } catch (error) {
      if (isMissing(error)) return [];
      throw unreadable(path, `${path} cannot be listed: ${(error as Error).message}`);
    }
  };

  const below = (path: string): readonly string[] =>
    entriesOf(path).flatMap((entry) => {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) return left.has(entry.name) ? [] : below(inner);
      if (entry.isSymbolicLink() && !left.has(entry.name)) {
        if (read(inner) !== undefined) return [inner];
        throw unreadable(inner, `${inner} is a symbolic link to a folder, or to nothing`);
      }
      return entry.isFile() ? [inner] : [];
    });

  return {
    name: 'the working tree',
    root,
    read,
    list: (path) => below(path === '.' ? '' : path.replace(/\/+$/, '')).toSorted(byCodeUnits),
  };
}
