import type { Tree } from '../../src/read/Tree.ts';

/** A tree of files that are texts here. */
export function memoryTree(files: Readonly<Record<string, string>>): Tree {
  const paths = Object.keys(files).toSorted((a, b) => (a < b ? -1 : 1));
  return {
    name: 'a tree in memory',
    root: '/',
    read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    list: (folder) => paths.filter((path) => path.startsWith(`${folder}/`)),
  };
}
