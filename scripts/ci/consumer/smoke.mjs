// Runs in a project that has nothing but the published packages: imports every entry point, and opens a database.
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const specifiers = JSON.parse(readFileSync(new URL('specifiers.json', import.meta.url), 'utf8'));
if (specifiers.length === 0) throw new Error('no entry point to import');
for (const specifier of specifiers) {
  const names = Object.keys(await import(specifier));
  if (names.length === 0) throw new Error(`${specifier} exports nothing`);
  console.log(`${specifier}: ${names.length} exports`);
}

const { openSqliteStore } = await import('@colloquy/store-sqlite');
const folder = mkdtempSync(join(tmpdir(), 'colloquy-smoke-'));
try {
  const store = await openSqliteStore({ path: join(folder, 'smoke.db') });
  if ((await store.head('nothing-here')) !== undefined) throw new Error('an empty database has a head');
  await store.close();
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`Node ${process.versions.node}: all entry points import, a database opens`);
