import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

function make(): string {
  return mkdtempSync(join(tmpdir(), 'colloquy-founding-'));
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = make();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder that is removed after all tests of the file. */
export function sharedFolder(): string {
  const folder = make();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
