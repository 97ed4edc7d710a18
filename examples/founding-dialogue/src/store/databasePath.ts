import { printable } from '@colloquy/cli';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, format, isAbsolute, parse, relative, resolve } from 'node:path';
import { auditDirectory } from './places.ts';

/** Below the current folder, and ignored by git. */
const usual = '.colloquy/founding-dialogue.db';

/**
 * The folder that relative paths of a command line start from. npm runs scripts in the folder of the package, whatever folder the
 * person stands in, and says where that was.
 */
export function startingFolder(script: string, env: NodeJS.ProcessEnv = process.env): string {
  const from = env['npm_lifecycle_event'] === script ? env['INIT_CWD'] : undefined;
  return from ?? process.cwd();
}

/** Where the keys of a database of this example lie: key file and vault, in a folder that only its owner may enter. */
export function keysDirectory(path: string): string {
  return `${path}.keys`;
}

/** A path without a database, nor the leftovers of one, next to `path`. */
export function freePath(path: string): string {
  const { dir, name, ext } = parse(path);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? path : format({ dir, name: `${name}-${number}`, ext });
    if (
      !['', '-wal', '-shm', '-journal', keysDirectory(''), auditDirectory('')].some((end) =>
        existsSync(candidate + end),
      )
    )
      return candidate;
  }
}

/**
 * Where the database lies.
 *
 * @param file what the person named, if anything
 * @param fresh take a new file next to one that exists: nothing is ever removed here
 */
export function databasePath(file: string | undefined, fresh: boolean): string {
  const path = file === undefined ? resolve(usual) : resolve(startingFolder('demo'), file);
  // The folder is made for our own place only; a folder that a person misspelled should be reported.
  if (file === undefined) mkdirSync(dirname(path), { recursive: true });
  return fresh ? freePath(path) : path;
}

/** A path as a person would type it after a command: short where it lies below their folder, quoted where a shell needs that. */
export function asArgument(path: string, folder: string): string {
  const short = relative(folder, path);
  const named = /^\.\.|^-/.test(short) || isAbsolute(short) ? path : short;
  return /^[\w./-]+$/.test(named) ? named : `'${printable(named).replaceAll("'", String.raw`'\''`)}'`;
}
