import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configurationFile } from './read/configuration.ts';
import { createDiskTree } from './read/diskTree.ts';
import { readSide } from './read/readSide.ts';
import { traitReport } from './traitReport/render.ts';

/**
 * The trait report of a project: a line per method, for reviewers.
 *
 * @throws Unreadable for what cannot be read
 *
 * @example
 * renderReport({ root: process.cwd() }).text; // '# Traits\n...'
 */
export function renderReport(options: {
  readonly root: string;
  readonly configuration?: string;
  readonly write?: boolean;
}): {
  /** Relative to the root. */
  readonly file: string;
  readonly text: string;
} {
  const side = readSide(createDiskTree(options.root), options.configuration ?? configurationFile);
  const file = side.configuration.traitReport;
  const text = traitReport(side);
  if (options.write === true) {
    mkdirSync(dirname(join(options.root, file)), { recursive: true });
    writeFileSync(join(options.root, file), text);
  }
  return { file, text };
}
