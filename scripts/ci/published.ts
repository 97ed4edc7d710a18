import { resolve } from 'node:path';
import { readWorkspaces } from '../house/workspaces.ts';

// Prints the folder of every package that goes to the registry, one a line.
for (const { path, manifest } of readWorkspaces(resolve(import.meta.dirname, '../..'))) {
  if (manifest.private !== true) console.log(path);
}
