import { realpathSync } from 'node:fs';
import { posix } from 'node:path';
import { startOf } from '../model/Place.ts';
import { byCodeUnits } from './byCodeUnits.ts';
import { git, isGitFault } from './git.ts';
import { objectsOf } from './gitObjects.ts';
import { printable } from './printable.ts';
import { textOf } from './textOf.ts';
import type { Tree } from './Tree.ts';
import { Unreadable } from './Unreadable.ts';

/** A file as git lists it. */
interface Entry {
  readonly mode: string;
  readonly object: string;
}

const linkMode = '120000';
/** As many links in a row as Linux follows. */
const mostLinks = 40;

function unreadable(message: string): Unreadable {
  return new Unreadable([{ rule: 'READ-08', subject: 'base', message: `${message}.`, place: startOf('.') }]);
}

function asked<T>(what: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!isGitFault(error)) throw error;
    if (error.code === 'ENOENT') throw unreadable('git is not installed, or the folder of the project is not there');
    throw unreadable(`${what}: ${printable(error.message, 400)}`);
  }
}

function says(folder: string, parameters: readonly string[]): string {
  return git(folder, parameters).toString('utf8').trim();
}

/** The commit that a ref names. */
function commitOf(root: string, ref: string): string {
  const name = `"${printable(ref)}"`;
  if (ref === '' || ref.startsWith('-') || /\p{Cc}/u.test(ref)) throw unreadable(`${name} is no name of a commit`);
  asked('this is no git repository', () => says(root, ['rev-parse', '--git-dir']));
  try {
    return says(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  } catch (error) {
    if (!isGitFault(error)) throw error;
    const isShallow = says(root, ['rev-parse', '--is-shallow-repository']) === 'true';
    throw unreadable(
      isShallow
        ? `this is a shallow clone, and ${name} is not in it: fetch it first (actions/checkout with fetch-depth: 0)`
        : `${name} is not the name of a commit of this repository`,
    );
  }
}

function entriesOf(root: string, commit: string): ReadonlyMap<string, Entry> {
  const listing = asked('git cannot list the base', () => git(root, ['ls-tree', '-r', '-z', commit])).toString('utf8');
  const entries = new Map<string, Entry>();
  for (const line of listing.split('\0')) {
    const [about = '', path] = line.split('\t', 2);
    const [mode = '', kind, object = ''] = about.split(' ');
    if (kind === 'blob' && path !== undefined) entries.set(path, { mode, object });
  }
  return entries;
}

/**
 * The files of a project at a commit, read from the repository that its folder lies in. Nothing is checked out.
 *
 * Files are fetched folder by folder, one git for each, since a project has far more of them than are read.
 *
 * @throws Unreadable (READ-08) without git, a repository or the commit
 */
export function createGitTree(folder: string, ref: string): Tree {
  const root = asked('the folder of the project', () => realpathSync(folder));
  const commit = commitOf(root, ref);
  const entries = entriesOf(root, commit);
  const folders = Map.groupBy(entries.keys(), (path) => posix.dirname(path));
  const bytes = new Map<string, Uint8Array>();
  const fetched = new Set<string>();

  const bytesOf = (path: string): Uint8Array => {
    const group = posix.dirname(path);
    if (!fetched.has(group)) {
      const paths = folders.get(group) ?? [];
      const objects = paths.map((file) => entries.get(file)?.object ?? '');
      const answers = asked('git cannot read the base', () => objectsOf(root, objects));
      for (const [at, file] of paths.entries()) {
        const answer = answers[at];
        if (answer !== undefined) bytes.set(file, answer);
      }
      fetched.add(group);
    }
    const found = bytes.get(path);
    if (found === undefined) throw unreadable(`git does not have the content of ${printable(path)} at the base`);
    return found;
  };

  const read = (path: string, links = 0): string | undefined => {
    const entry = entries.get(path);
    if (entry === undefined) return undefined;
    const text = textOf(bytesOf(path), path);
    if (entry.mode !== linkMode) return text;
    const target = posix.normalize(posix.join(posix.dirname(path), text));
    if (text.startsWith('/') || target.startsWith('../') || links === mostLinks || !entries.has(target)) {
      throw unreadable(`${printable(path)} is a symbolic link that leads to no file of the project`);
    }
    return read(target, links + 1);
  };

  return {
    name: `${printable(ref)} (${commit.slice(0, 7)})`,
    root,
    read: (path) => read(path),
    list: (path) => {
      const prefix = path === '.' ? '' : `${path.replace(/\/+$/, '')}/`;
      return [...entries.keys()].filter((file) => file.startsWith(prefix)).toSorted(byCodeUnits);
    },
  };
}
