import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Finding } from '../../src/model/Finding.ts';
import { configurationSchema, type Configuration } from '../../src/read/configuration.ts';
import { createDiskTree } from '../../src/read/diskTree.ts';
import { readTraits, type ReadTraits } from '../../src/read/readTraits.ts';
import type { Tree } from '../../src/read/Tree.ts';
import { Unreadable } from '../../src/read/Unreadable.ts';

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/** The root of Colloquy. */
export const colloquy = fileURLToPath(new URL('../../../..', import.meta.url)).replace(/\/$/, '');

const roots: string[] = [];
afterAll(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** A folder of its own with these files, removed after the tests. What Colloquy has installed is installed there too. */
export function folderOf(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), 'colloquy-gate-'));
  roots.push(root);
  symlinkSync(join(colloquy, 'node_modules'), join(root, 'node_modules'));
  writeAll(root, files);
  return root;
}

export function writeAll(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** What every project of these tests has: an id, a marker, and options. */
export const ground: Files = {
  'src/id.ts': `declare const brand: unique symbol;
export type DialogueId = string & { readonly [brand]: true };
`,
  'src/scoped.ts': `import type { DialogueId } from './id.ts';
declare const marker: unique symbol;
export interface PartitionScoped { readonly dialogueId: DialogueId; readonly [marker]: true }
export type Scoped<T> = T & PartitionScoped;
`,
  'src/options.ts': `export interface CallOptions { readonly signal?: AbortSignal }
export interface Head { readonly n: number; readonly state: 'open' | 'closed' }
`,
};

/** The imports of a trait file that needs all of it. */
export const imports = `import type { DialogueId } from '../id.ts';
import type { PartitionScoped, Scoped } from '../scoped.ts';
import type { CallOptions, Head } from '../options.ts';
`;

/** Settings of a project with the one trait Store in src/traits/Store.ts. */
export function settings(change: Readonly<Record<string, unknown>> = {}): Configuration {
  return configurationSchema.parse({
    version: 1,
    traits: { Store: traitAt('src/traits/Store.ts') },
    traitFolders: ['src/traits'],
    dialogueId: 'src/id.ts#DialogueId',
    marker: 'src/scoped.ts#PartitionScoped',
    clauses: { registry: ['src/clauses'], documents: ['docs'] },
    decisions: 'docs/adr',
    changes: 'CHANGELOG.md',
    traitReport: 'docs/traits.md',
    exceptions: 'gate-exceptions.yaml',
    owners: 'CODEOWNERS',
    proofs: { memory: { report: 'report.json', sources: ['src'], measures: [] } },
    ...change,
  });
}

export function traitAt(file: string, kind = 'partition'): Readonly<Record<string, unknown>> {
  return { file, contract: 'src/contract.ts#contract', kind, floor: 1, proofs: ['memory'] };
}

/** Reads the traits of the ground with these files over it. */
export function traitsOf(files: Files, change: Readonly<Record<string, unknown>> = {}): ReadTraits {
  return readTraits(createDiskTree(folderOf({ ...ground, ...files })), settings(change));
}

/** The findings with which reading ends. */
export function findingsOf(read: () => unknown): readonly Finding[] {
  try {
    read();
  } catch (error) {
    if (error instanceof Unreadable) return error.findings;
    throw error;
  }
  throw new Error('everything could be read');
}

/** A finding on one line, without the point at its end: `READ-02 src/a.ts:1:7 message`. */
export function lineOf({ rule, place, message }: Finding): string {
  if (!/^[^\n]+\.$/.test(message)) throw new Error(`no sentence on one line: ${message}`);
  return `${rule} ${place.file}:${place.line}:${place.column} ${message.slice(0, -1)}`;
}

/** Files in memory, for what needs no compiler. */
export function treeOf(files: Files): Tree {
  return {
    name: 'files',
    root: '/nowhere',
    read: (path) => files[path],
    list: (folder) =>
      Object.keys(files)
        .filter((path) => path.startsWith(`${folder}/`))
        .sort((a, b) => (a < b ? -1 : 1)),
  };
}
