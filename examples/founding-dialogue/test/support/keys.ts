import { chmodSync, cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { keysDirectory } from '../../src/store/databasePath.ts';

/** Gives the database at `to` the keys of the one at `from`, open to nobody else. */
export function copyKeys(from: string, to: string): void {
  copyFolder(keysDirectory(from), keysDirectory(to));
}

/** A folder and what is in it, open to nobody else. */
export function copyFolder(from: string, copy: string): void {
  cpSync(from, copy, { recursive: true });
  chmodSync(copy, 0o700);
  for (const entry of readdirSync(copy, { withFileTypes: true, recursive: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600);
  }
}
