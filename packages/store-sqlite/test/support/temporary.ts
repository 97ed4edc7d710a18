import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareAscii } from '@colloquy/core';
import { onTestFinished } from 'vitest';
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '../../src/index.ts';

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-sqlite-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A path in a folder of its own, where nothing is yet. */
export function temporaryPath(name = 'dialogues.db'): string {
  return join(temporaryFolder(), name);
}

/** A store that is closed when the test ends. */
export async function openForTest(options: SqliteStoreOptions): Promise<SqliteStore> {
  const store = await openSqliteStore(options);
  onTestFinished(() => store.close());
  return store;
}

/** Every file of a folder with the SHA-256 of its content, to show that nothing was touched. */
export function contentOf(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).toSorted(compareAscii);
  return new Map(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}
