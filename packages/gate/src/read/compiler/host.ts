import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from '@typescript/typescript6';
import type { Tree } from '../Tree.ts';
import { isInstalled, pathBelow } from './paths.ts';

/** Parsed once in a process: they are most of what a program is made of, and no change touches them. */
const parsed = new Map<string, ts.SourceFile>();

function parse(name: string, text: string, how: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile {
  return ts.createSourceFile(name, text, how, true);
}

function parseOnce(name: string, text: string, how: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile {
  const key = `${typeof how === 'object' ? how.impliedNodeFormat : 0} ${name}`;
  const known = parsed.get(key);
  if (known?.text === text) return known;
  const file = parse(name, text, how);
  parsed.set(key, file);
  return file;
}

function fromDisk(name: string): string | undefined {
  try {
    return readFileSync(name, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * What the compiler sees: files of the project from the tree, and what is installed (`node_modules`, the compiler's own libraries) from
 * disk.
 */
export function hostOf(tree: Tree, options: ts.CompilerOptions): ts.CompilerHost {
  const library = dirname(ts.getDefaultLibFilePath(options));
  /** The path in the tree, or undefined for what comes from disk. */
  const inTree = (name: string): string | undefined => (isInstalled(name) ? undefined : pathBelow(tree.root, name));
  const read = (name: string): string | undefined => {
    const path = inTree(name);
    return path === undefined ? fromDisk(name) : tree.read(path);
  };
  return {
    readFile: read,
    fileExists: (name) => {
      const path = inTree(name);
      if (path !== undefined) return tree.read(path) !== undefined;
      return statSync(name, { throwIfNoEntry: false })?.isFile() === true;
    },
    directoryExists: (name) =>
      inTree(name) !== undefined || statSync(name, { throwIfNoEntry: false })?.isDirectory() === true,
    // A link from node_modules into the project is another package of the same workspace: what it was built to is read from disk, by the
    // path that leads through node_modules.
    realpath: (name) => {
      if (!isInstalled(name)) return name;
      try {
        const real = realpathSync(name);
        return isInstalled(real) ? real : name;
      } catch {
        return name;
      }
    },
    getSourceFile: (name, how) => {
      const text = read(name);
      if (text === undefined) return undefined;
      return inTree(name) === undefined ? parseOnce(name, text, how) : parse(name, text, how);
    },
    getDefaultLibFileName: (given) => join(library, ts.getDefaultLibFileName(given)),
    getDefaultLibLocation: () => library,
    getCurrentDirectory: () => tree.root,
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
}
