import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The fields of a package.json that the house cares about. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly version?: string;
  readonly license?: string;
  readonly type?: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A folder of the house with a package.json. */
export interface Workspace {
  /** Folder name below packages/, or `examples/name`: how scripts/house/direction.ts names it. */
  readonly id: string;
  /** Path from the root of the repository, with `/`. */
  readonly path: string;
  readonly manifest: Manifest;
}

/** Reads a manifest; throws when the file is absent or not JSON. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The workspaces below packages/ and examples/, in name order. */
export function readWorkspaces(root: string): readonly Workspace[] {
  const found: Workspace[] = [];
  for (const group of ['packages', 'examples']) {
    if (!existsSync(join(root, group))) continue;
    for (const entry of readdirSync(join(root, group), { withFileTypes: true })) {
      const path = `${group}/${entry.name}`;
      if (!entry.isDirectory() || !existsSync(join(root, path, 'package.json'))) continue;
      found.push({
        id: group === 'packages' ? entry.name : path,
        path,
        manifest: readManifest(join(root, path)),
      });
    }
  }
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** What a package asks its installer for: everything but devDependencies. */
export function runtimeDependencies(manifest: Manifest): ReadonlySet<string> {
  const { dependencies = {}, peerDependencies = {}, optionalDependencies = {} } = manifest;
  return new Set([
    ...Object.keys(dependencies),
    ...Object.keys(peerDependencies),
    ...Object.keys(optionalDependencies),
  ]);
}
